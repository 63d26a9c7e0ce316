/**
 * Keeps the app usable offline. Each version has a cache of its own, filled completely during installation and served
 * cache-first, so a page never gets files of another version. A new version waits until the user asks for it.
 */
declare const self: ServiceWorkerGlobalScope & {
  /** Prepended to this script by scripts/relativeAdapter.js; `files` are relative to the app's folder. */
  readonly precache: { readonly id: string; readonly files: readonly string[] };
};

const SHELL = './';
const ACTIVATED_AT = './activated-at';
const { scope } = self.registration;
/** Copies of the app in other folders of the host share its cache storage. */
const PREFIX = `pocket-tom ${scope} `;
const CACHE = PREFIX + self.precache.id;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data === 'skipWaiting') event.waitUntil(self.skipWaiting());
});
self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  if (method !== 'GET' || !url.startsWith(scope)) return;
  event.respondWith(
    mode === 'navigate' ? respondToNavigation(event.request) : respondWithFile(event.request)
  );
});

async function install(): Promise<void> {
  try {
    const cache = await caches.open(CACHE);
    await Promise.all([storeShell(cache), ...self.precache.files.map((file) => storeFile(cache, file))]);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** Stores the page only if it loads exactly this version: hosts and school portals may answer with pages of their own. */
async function storeShell(cache: Cache): Promise<void> {
  const response = await fetch(SHELL, { cache: 'no-cache' });
  const html = await response.text();
  const entries = self.precache.files.filter((file) => file.includes('/entry/'));
  if (!response.ok || !isHtml(response) || !entries.every((entry) => html.includes(entry))) {
    throw new Error(`${response.url} (status ${response.status}) is not the page of this version.`);
  }
  // A new response, since a navigation may not be answered with one that was redirected.
  await cache.put(SHELL, new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }));
}

async function storeFile(cache: Cache, file: string): Promise<void> {
  const response = await fetch(file);
  if (!response.ok || isHtml(response)) {
    throw new Error(`${response.url} (status ${response.status}) is not a file of the app.`);
  }
  await cache.put(file, response);
}

function isHtml(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/html') ?? false;
}

/** Keeps this version and the previous one, since tabs of that one still load some of their files on demand. */
async function activate(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.put(ACTIVATED_AT, new Response(String(Date.now())));
  if (!self.registration.installing && !self.registration.waiting) await deleteOldCaches();
  await self.clients.claim();
}

async function deleteOldCaches(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const activatedAt = new Map<string, number>();
  for (const name of names) {
    const response = await caches.match(ACTIVATED_AT, { cacheName: name });
    activatedAt.set(name, response ? Number(await response.text()) : 0);
  }
  const newestFirst = names.sort((a, b) => activatedAt.get(b)! - activatedAt.get(a)!);
  await Promise.all(newestFirst.slice(2).map((name) => caches.delete(name)));
}

/** The app's only page comes from the cache. Other addresses go to the host; offline they become routes of the app. */
async function respondToNavigation(request: Request): Promise<Response> {
  const path = request.url.slice(scope.length);
  if (/^(?:index\.html)?(?:[?#]|$)/.test(path)) {
    return (await caches.match(SHELL, { cacheName: CACHE, ignoreVary: true })) ?? fetch(request);
  }
  return fetch(request).catch(() => Response.redirect(`${scope}#/${path}`));
}

async function respondWithFile(request: Request): Promise<Response> {
  return (
    (await caches.match(request, { cacheName: CACHE, ignoreVary: true })) ??
    (await caches.match(request, { ignoreVary: true })) ??
    fetch(request)
  );
}

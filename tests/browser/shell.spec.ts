/** What the app promises around its pages: any folder, any path, offline, updates offered, nothing sent elsewhere. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test as base, type Page } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { watchTraffic } from './support/watchTraffic';

type Host = Awaited<ReturnType<typeof serve>> & { readonly folder: string };

const test = base.extend<{ host: Host }>({
  /** A copy of the build, which the test may change, in a folder of a host of its own. */
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from its pattern
  host: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pocket-tom-host-'));
    await cp('build', folder, { recursive: true });
    const host = await serve(folder, { prefix: '/some/folder/' });
    await use({ ...host, folder });
    await host.close();
    await rm(folder, { recursive: true });
  }
});

test.use({ serviceWorkers: 'allow' });

test('runs in a folder of a host, asks nothing of other origins and breaks no policy', async ({
  page,
  context,
  host
}) => {
  const watched = await watchTraffic(context, host.url);
  await page.goto(host.url);
  await expect(heading(page)).toBeVisible();
  await waitForServiceWorker(page);
  await page.goto(`${host.url}#/settings`);
  await expect(heading(page)).toHaveText('Settings');
  await page.goto(`${host.url}#/pipeline/42`);
  await expect(heading(page)).toBeVisible();

  expect(watched).toEqual({ violations: [], outside: [], missing: [] });
});

test('the watch of the test above notices', async ({ page, context, host }) => {
  const watched = await watchTraffic(context, host.url);
  await page.goto(host.url);
  await page.evaluate(() => {
    document.body.setAttribute('style', 'color: red');
    return Promise.allSettled([fetch('missing.json'), fetch('../outside.json')]);
  });
  await expect.poll(() => watched.violations).toHaveLength(1);
  const outside = new URL('../outside.json', host.url).href;
  expect(watched.missing.toSorted()).toEqual([`${host.url}missing.json`, outside]);
  expect(watched.outside).toEqual([outside]);
});

for (const folder of ['/', '/some/folder/']) {
  test(`404.html leads from paths in ${folder} into the app`, async ({ page, context }) => {
    const host = await serve('build', { prefix: folder });
    const watched = await watchTraffic(context, new URL(host.url).origin);
    await page.goto(`${host.url}pipeline/42`);
    await expect(page).toHaveURL(`${host.url}#/pipeline/42`);
    await expect(heading(page)).toBeVisible();
    await page.goto(`${host.url}no/such/page/`);
    await expect(page).toHaveURL(new RegExp(`^${host.url}(#/)?$`));
    expect(watched.violations).toEqual([]);
    await host.close();
  });
}

test('404.html has a plain link where scripts do not run', async ({ browser, host }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  expect((await page.goto(`${host.url}pipeline/42`))?.status()).toBe(404);
  await page.getByRole('link', { name: 'in the one above' }).click();
  await expect(page).toHaveURL(host.url);
  await context.close();
});

test('a sentence stands where the app cannot start: without scripts, as a file, without its files', async ({
  browser,
  host
}) => {
  const still = await browser.newContext({ javaScriptEnabled: false });
  const page = await still.newPage();
  await page.goto(host.url);
  await expect(page.getByText('Pocket TOM could not be started')).toBeVisible();
  await still.close();

  const context = await browser.newContext({ serviceWorkers: 'block' });
  const other = await context.newPage();
  const notStarted = other.getByText('Pocket TOM could not be started');
  await other.goto(pathToFileURL('build/index.html').href);
  await expect(notStarted).toBeVisible();
  await context.route('**/entry/start*.js', (route) => route.abort());
  await other.goto(host.url);
  await expect(notStarted).toBeVisible();
  await context.unrouteAll();
  await other.reload();
  await expect(other.getByRole('heading', { name: 'Targets' })).toBeVisible();
  await expect(notStarted).toBeHidden();
  await context.close();
});

test('follows an address that is chosen while the first page is loaded', async ({ page, host }) => {
  let letGo!: () => void;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/nodes\/0\./, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(host.url, { waitUntil: 'commit' });
  // Kit has begun: it marks the entry of the history that it found.
  await page.waitForFunction(() => history.state !== null);
  await page.evaluate(() => (location.hash = '#/settings'));
  letGo();
  await expect(heading(page)).toHaveText('Settings');
  expect(page.url()).toBe(`${host.url}#/settings`);
});

test('opens offline after the first visit, deep links too', async ({ page, context, host }) => {
  await page.goto(host.url);
  await waitForServiceWorker(page);
  await context.setOffline(true);
  await host.close();

  await page.reload();
  await expect(heading(page)).toBeVisible();
  await page.goto(`${host.url}pipeline/42`);
  await expect(page).toHaveURL(`${host.url}#/pipeline/42`);
  await expect(heading(page)).toBeVisible();
  const second = await context.newPage();
  await second.goto(`${host.url}?from=mail#/settings`);
  await expect(heading(second)).toHaveText('Settings');
});

test('every file of the build is there offline, those that only workers load too', async ({
  page,
  context,
  host
}) => {
  const worker = await readFile(join(host.folder, 'service-worker.js'), 'utf8');
  const { files } = JSON.parse(worker.slice('self.precache = '.length, worker.indexOf(';\n')));
  await page.goto(host.url);
  await waitForServiceWorker(page);
  await context.setOffline(true);
  await host.close();
  const statuses = await page.evaluate(
    (urls: string[]) => Promise.all(urls.map(async (url) => (await fetch(url)).status)),
    files
  );
  expect(statuses.length).toBeGreaterThan(10);
  expect(new Set(statuses)).toEqual(new Set([200]));
});

test("stores no page that is not the app's", async ({ page, host }) => {
  const portal = '<!doctype html><title>Log in</title>';
  await writeFile(join(host.folder, 'index.html'), portal);
  await page.goto(host.url);
  const state = await page.evaluate(async () => {
    const { installing } = await navigator.serviceWorker.register('./service-worker.js');
    await new Promise((resolve) => installing?.addEventListener('statechange', resolve));
    return installing?.state;
  });
  expect(state).toBe('redundant');
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

test('offers a new version, changes over only when asked, and keeps the version before', async ({
  page,
  context,
  host
}) => {
  const neighbour = 'pocket-tom http://localhost/other/folder/ id';
  await release(host, 'first');
  await page.goto(host.url);
  await waitForServiceWorker(page);
  await page.evaluate((name) => caches.open(name), neighbour);
  expect(await versionOf(page)).toBe('first');
  await expect(updateButton(page)).toBeHidden();

  await release(host, 'second');
  await page.reload();
  await expect(updateButton(page)).toBeVisible();
  await page.reload();
  await expect(updateButton(page)).toBeVisible();
  expect(await versionOf(page)).toBe('first');

  const importing = await context.newPage();
  await importing.goto(`${host.url}icon.svg`);
  await importing.evaluate(() => {
    const never = new Promise(() => undefined);
    void navigator.locks.request('pocket-tom:work', { mode: 'shared' }, () => never);
  });
  await updateButton(page).click();
  await expect(page.getByText('Files are still being added, in this tab or another.')).toBeVisible();
  expect(await versionOf(page)).toBe('first');
  await importing.close();
  await update(page);
  expect(await versionOf(page)).toBe('second');
  await expect(updateButton(page)).toBeHidden();
  expect(await cacheNames(page)).toEqual(named(host, 'first', 'second', neighbour));

  await release(host, 'third'); // superseded before anybody asked for it
  await page.reload();
  await expect(updateButton(page)).toBeVisible();
  await release(host, 'fourth');
  await page.reload();
  await expect.poll(() => cacheNames(page)).toContain(named(host, 'fourth')[0]);
  // Until the fourth is installed, it is the third that waits.
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    const installing = registration?.installing;
    if (installing?.state === 'installing') {
      await new Promise((resolve) => installing.addEventListener('statechange', resolve, { once: true }));
    }
  });
  await update(page);
  expect(await versionOf(page)).toBe('fourth');
  expect(await cacheNames(page)).toEqual(named(host, 'fourth', 'second', neighbour));
});

function heading(page: Page) {
  return page.getByRole('heading', { level: 1 });
}

function updateButton(page: Page) {
  return page.getByRole('button', { name: 'Update now' });
}

async function update(page: Page) {
  await Promise.all([page.waitForEvent('load'), updateButton(page).click()]);
}

async function waitForServiceWorker(page: Page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Puts the build on the host under another name, which the page tells in a <meta>. */
async function release({ folder }: Host, version: string) {
  const page = await readFile(join('build', 'index.html'), 'utf8');
  await writeFile(
    join(folder, 'index.html'),
    page.replace('<head>', `<head><meta name="version" content="${version}" />`)
  );
  const worker = await readFile(join('build', 'service-worker.js'), 'utf8');
  await writeFile(join(folder, 'service-worker.js'), worker.replace(/"id":"\w+"/, `"id":"${version}"`));
}

function versionOf(page: Page) {
  return page.locator('meta[name=version]').getAttribute('content');
}

async function cacheNames(page: Page) {
  return (await page.evaluate(() => caches.keys())).toSorted();
}

function named({ url }: Host, ...versions: string[]) {
  return versions
    .map((name) => (name.startsWith('pocket-tom') ? name : `pocket-tom ${url} ${name}`))
    .toSorted();
}

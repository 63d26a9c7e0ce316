/** A small static host, to open and test the built app as a school's web space would serve it. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2'
};

/**
 * Serves `folder` on 127.0.0.1. A missing file is answered by status 404 and the folder's 404.html, as on GitHub Pages.
 *
 * @param {string} folder
 * @param {{ port?: number, prefix?: string }} [options] `port` 0 takes any free one; `prefix` is the folder of
 *   the host that holds the app, '/' or '/some/folder/'; anywhere else it serves nothing but the same 404.html
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 * @throws {Error} with code EADDRINUSE when the port is taken
 */
export async function serve(folder, { port = 0, prefix = '/' } = {}) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    answer(request, response, root, prefix).catch(() => response.destroy());
  });
  await new Promise((listening, failed) => {
    server.once('error', failed).listen(port, '127.0.0.1', () => listening(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://localhost:${address.port}${prefix}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      })
  };
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} root
 * @param {string} prefix
 */
async function answer(request, response, root, prefix) {
  const [pathname = '/'] = (request.url ?? '/').split('?', 1);
  const file = await findFile(root, prefix, pathname);
  if (file === 'folder') return void response.writeHead(301, { location: `${pathname}/` }).end();
  const path = file ?? join(root, '404.html');
  const immutable = path.includes(`${sep}immutable${sep}`);
  response.writeHead(file ? 200 : 404, {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache'
  });
  return createReadStream(path)
    .on('error', () => response.end())
    .pipe(response);
}

/**
 * @param {string} root
 * @param {string} prefix
 * @param {string} pathname
 * @returns {Promise<string | undefined>} the file to send; 'folder' for a folder requested without its slash
 */
async function findFile(root, prefix, pathname) {
  if (`${pathname}/` === prefix) return 'folder';
  if (!pathname.startsWith(prefix)) return undefined;
  try {
    const path = join(root, decodeURIComponent(pathname.slice(prefix.length)));
    if (path !== root && !path.startsWith(root + sep)) return undefined;
    if (!(await stat(path)).isDirectory()) return path;
    if (!pathname.endsWith('/')) return 'folder';
    const index = join(path, 'index.html');
    return (await stat(index)).isFile() ? index : undefined;
  } catch {
    return undefined;
  }
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../../scripts/serve.mjs';

let parent: string;
let host: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'pocket-tom-serve-'));
  await mkdir(join(parent, 'site/_app/immutable'), { recursive: true });
  await mkdir(join(parent, 'site-of-another'));
  await writeFile(join(parent, 'secret.txt'), 'secret');
  await writeFile(join(parent, 'site-of-another/secret.txt'), 'secret');
  await writeFile(join(parent, 'site/index.html'), 'index');
  await writeFile(join(parent, 'site/404.html'), 'not found');
  await writeFile(join(parent, 'site/_app/immutable/a.js'), 'code');
  host = await serve(join(parent, 'site'), { prefix: '/some/folder/' });
});

afterAll(async () => {
  await host.close();
  await rm(parent, { recursive: true });
});

describe('serve', () => {
  it.each([
    ['/some/folder/', 200, 'text/html; charset=utf-8', 'no-cache', 'index'],
    ['/some/folder/?a=b', 200, 'text/html; charset=utf-8', 'no-cache', 'index'],
    ['/some/folder/_app/immutable/a.js', 200, 'text/javascript; charset=utf-8', 'max-age', 'code'],
    ['/some/folder/pipeline/42', 404, 'text/html; charset=utf-8', 'no-cache', 'not found'],
    ['/some/folder/_app/', 404, 'text/html; charset=utf-8', 'no-cache', 'not found'],
    ['/index.html', 404, 'text/html; charset=utf-8', 'no-cache', 'not found'],
    ['//', 404, 'text/html; charset=utf-8', 'no-cache', 'not found']
  ])('answers %s with %i, %s, %s', async (path, status, type, caching, body) => {
    const { response, text } = await ask(path);
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toBe(type);
    expect(response.headers['cache-control']).toContain(caching);
    expect(text).toBe(body);
  });

  it.each(['/some/folder', '/some/folder/_app'])('sends %s on to the folder', async (path) => {
    const { response } = await ask(path);
    expect(response.statusCode).toBe(301);
    expect(response.headers.location).toBe(`${path}/`);
  });

  it.each([
    '../secret.txt',
    '..%2Fsecret.txt',
    '%2e%2e/secret.txt',
    '../site-of-another/secret.txt',
    '%00',
    '%'
  ])('gives nothing outside the folder for %s', async (path) => {
    const { response, text } = await ask(`/some/folder/${path}`);
    expect(response.statusCode).toBe(404);
    expect(text).toBe('not found');
  });

  it('refuses a port that is taken', async () => {
    const port = Number(new URL(host.url).port);
    await expect(serve(parent, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

/** Sends the path as it is; fetch would tidy it first. */
function ask(path: string): Promise<{ response: IncomingMessage; text: string }> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: new URL(host.url).port, path, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ response, text }));
    }).on('error', reject);
  });
}

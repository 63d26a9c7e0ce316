/** What can go wrong with the streams of Blobs in Chromium alone. */
import { chromium, expect, test } from '@playwright/test';
import { buildModule } from '../fixtures/buildModule';

test('a file is read to its end although garbage is collected meanwhile', async ({
  launchOptions,
  baseURL
}, info) => {
  const script = await buildModule('src/lib/fits/file/BlobStream.ts', info.outputPath('built'));
  const args = [...launchOptions.args!, '--js-flags=--expose-gc'];
  const browser = await chromium.launch({ ...launchOptions, args });
  const page = await browser.newPage();
  await page.route('**/empty', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<input type=file>' })
  );
  await page.route('**/BlobStream.js', (route) => route.fulfill({ path: script }));
  await page.goto(`${baseURL}empty`);
  const size = 20_000_000;
  const buffer = Buffer.alloc(size);
  await page.locator('input').setInputFiles({ name: 'large.fits', mimeType: 'application/fits', buffer });
  const bytes = await page.evaluate(async (length) => {
    const address = '/BlobStream.js';
    const { BlobStream } = (await import(address)) as typeof import('../../src/lib/fits/file/BlobStream');
    const { gc } = globalThis as unknown as { gc: () => void };
    const progress = { read: 0 };
    // Nothing else refers to the streams, as nothing does in a pipeline that waits for them.
    const readAll = async (): Promise<void> => {
      const stream = new BlobStream(document.querySelector('input')!.files![0]!);
      for (; progress.read < length; progress.read += 1_000_000) await stream.next(1_000_000);
      stream.end();
    };
    void readAll();
    for (let i = 0; i < 200 && progress.read < length; i++) {
      gc();
      await new Promise((resolve) => setTimeout(resolve));
    }
    return progress.read;
  }, size);
  expect(bytes).toBe(size);
  await browser.close();
});

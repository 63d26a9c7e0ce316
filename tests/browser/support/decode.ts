/** Decodes pictures and videos with the browser, independently of the code under test. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

export async function decodePng(
  page: Page,
  png: Buffer
): Promise<{ width: number; height: number; red: number[] }> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return { width: bitmap.width, height: bitmap.height, red: [...data].filter((_, i) => i % 4 === 0) };
  }, png.toString('base64'));
}

export interface DecodedVideo {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly {
    /** Seconds. */
    readonly timestamp: number;
    /** Mean values of blocks of 10 x 10 pixels. */
    readonly means: readonly number[];
  }[];
}

/** Decodes a video with mediabunny's reader and WebCodecs, on a page with an empty profile. */
export async function decodeVideo(page: Page, video: Buffer): Promise<DecodedVideo> {
  const mediabunny = await readFile('node_modules/mediabunny/dist/bundles/mediabunny.min.mjs', 'utf8');
  const context = await page.context().browser()!.newContext({ serviceWorkers: 'block' });
  const reader = await context.newPage();
  await reader.route('**/reader/*', (route) =>
    route.request().url().endsWith('.mjs')
      ? route.fulfill({ contentType: 'text/javascript', body: mediabunny })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Reader</title>' })
  );
  await reader.goto(new URL('/reader/', page.url()).href);
  const decoded = await reader.evaluate(async (base64) => {
    const { ALL_FORMATS, BlobSource, Input, VideoSampleSink } = (await import(
      `${location.origin}/reader/mediabunny.mjs`
    )) as typeof import('mediabunny');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const input = new Input({ source: new BlobSource(new Blob([bytes])), formats: ALL_FORMATS });
    const track = (await input.getPrimaryVideoTrack())!;
    const frames = [];
    for await (const sample of new VideoSampleSink(track).samples()) {
      const { displayWidth: width, displayHeight: height, timestamp } = sample;
      const context = new OffscreenCanvas(width, height).getContext('2d')!;
      sample.draw(context, 0, 0);
      sample.close();
      const { data } = context.getImageData(0, 0, width, height);
      const means = Array.from({ length: (width * height) / 100 }, () => 0);
      for (let i = 0; i < width * height; i++) {
        const block = Math.floor(i / width / 10) * (width / 10) + Math.floor((i % width) / 10);
        means[block]! += data[4 * i]! / 100;
      }
      frames.push({ timestamp, means });
    }
    return { width: await track.getDisplayWidth(), height: await track.getDisplayHeight(), frames };
  }, video.toString('base64'));
  await context.close();
  return decoded;
}

import { expect, test } from 'vitest';
import { GifWriter } from '../../../src/lib/formats/gif';
import { readGif } from '../../fixtures/readGif';

const WIDTH = 70;
const HEIGHT = 40;
/** All 256 greys, in other places in every picture. */
const picture = (index: number) => ({
  data: Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => i * i + 91 * index),
  width: WIDTH,
  height: HEIGHT
});

async function write(count: number, fps: number): Promise<Blob> {
  const writer = new GifWriter(fps);
  for (let index = 0; index < count; index++) await writer.add(picture(index));
  return writer.finish();
}

test('holds every pixel of every frame, in order, and loops forever', async () => {
  const blob = await write(5, 10);
  expect(blob.type).toBe('image/gif');
  expect(await blob.slice(0, 6).text()).toBe('GIF89a');
  const gif = await readGif(blob);
  expect([gif.width, gif.height, gif.loops]).toEqual([WIDTH, HEIGHT, 0]);
  expect(gif.frames.map(({ red }) => red)).toEqual([0, 1, 2, 3, 4].map((index) => picture(index).data));
  expect(gif.frames.every(({ isGrey }) => isGrey)).toBe(true);
});

test.each([
  [10, 10],
  [24, 4],
  [1, 100],
  [0.5, 200],
  [50, 2],
  [1000, 2],
  [1e-6, 65_535]
])('at %s frames a second each is shown for %s hundredths', async (fps, delay) => {
  const { frames } = await readGif(await write(2, fps));
  expect(frames.map((frame) => frame.delay)).toEqual([delay, delay]);
});

test('one frame is a GIF too', async () => {
  expect((await readGif(await write(1, 10))).frames.length).toBe(1);
});

import { expect, it } from 'vitest';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { writeFits } from '../../../../src/lib/fits/write/writeFits';
import { mosaicChannel } from '../../../../src/lib/kernels/picture/mosaicChannel';
import { reduceImage } from '../../../../src/lib/runtime/files/reduceImage';

const [WIDTH, HEIGHT] = [4100, 1000];
const data = Uint16Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i * 7919) % 60_000);
const size = { width: WIDTH, height: HEIGHT, planes: 1 };

async function reduced(pattern: 'RGGB' | null) {
  const file = await openFits(writeFits({ data, axes: [WIDTH, HEIGHT] }));
  const done: number[] = [];
  const images = await reduceImage(file, file.hdus[0]!, size, { plane: 0, pattern }, (part) =>
    done.push(part)
  );
  return { images: images.map(({ image }) => image), done };
}

it('reads an image in strips, which are as the whole, and tells how far it is', async () => {
  const { images, done } = await reduced(null);
  expect(images.map(({ width, height }) => [width, height])).toEqual([[1366, 333]]);
  const [x, y] = [700, 300];
  const square = [0, 1, 2].flatMap((row) =>
    [0, 1, 2].map((column) => data[(3 * y + row) * WIDTH + 3 * x + column]!)
  );
  expect(images[0]!.data[y * 1366 + x]).toBeCloseTo(square.reduce((sum, value) => sum + value) / 9, 1);
  expect(done.length).toBeGreaterThan(1);
  expect(done.at(-1)).toBe(1);
});

it('keeps the colours of a mosaic apart', async () => {
  const { images } = await reduced('RGGB');
  const whole = { data: Float32Array.from(data), width: WIDTH, height: HEIGHT };
  for (const [index, colour] of (['R', 'G', 'B'] as const).entries()) {
    const channel = mosaicChannel(whole, 'RGGB', colour);
    const { width, data: small } = images[index]!;
    const at = (x: number, y: number) => channel.data[y * channel.width + x]!;
    expect(width).toBe(1025);
    expect(small[7 * width + 9]).toBeCloseTo((at(18, 14) + at(19, 14) + at(18, 15) + at(19, 15)) / 4, 1);
  }
});

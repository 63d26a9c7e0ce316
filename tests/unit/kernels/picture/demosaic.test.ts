import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BAYER_PATTERNS, type BayerPattern } from '../../../../src/lib/domain/image/FrameDisplay';
import type { Image } from '../../../../src/lib/domain/image/Image';
import { binMosaic, demosaic } from '../../../../src/lib/kernels/picture/demosaic';

const patterns = fc.constantFrom(...BAYER_PATTERNS);
const mosaics = fc
  .tuple(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 2, max: 7 }))
  .chain(([width, height]) =>
    fc
      .array(fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 99 }) }, fc.constant(NaN)), {
        minLength: width * height,
        maxLength: width * height
      })
      .map((values): Image => ({ data: Float32Array.from(values), width, height }))
  );

const letter = (pattern: BayerPattern, x: number, y: number) => pattern[(y % 2) * 2 + (x % 2)]!;

/** Of each colour the mean over the nearest pixels of that colour, by their distance. */
function slowly({ data, width, height }: Image, pattern: BayerPattern): Float32Array {
  return Float32Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const wanted = 'RGB'[i % 3];
    if (letter(pattern, x, y) === wanted) return data[pixel]!;
    const found: number[] = [];
    for (let v = y - 1; v <= y + 1; v++)
      for (let u = x - 1; u <= x + 1; u++)
        if (u >= 0 && v >= 0 && u < width && v < height && letter(pattern, u, v) === wanted)
          if (!Number.isNaN(data[v * width + u])) found.push(data[v * width + u]!);
    return found.reduce((sum, value) => sum + value, 0) / found.length;
  });
}

test('every pixel keeps its colour and takes the others from its neighbours', () => {
  fc.assert(
    fc.property(mosaics, patterns, (image, pattern) => {
      expect(demosaic(image, pattern, 0, 0, image.width, image.height)).toEqual(slowly(image, pattern));
    })
  );
});

test('a part is the same as that part of the whole', () => {
  fc.assert(
    fc.property(mosaics, patterns, fc.nat(1), fc.nat(1), (image, pattern, left, top) => {
      const { width, height } = image;
      const whole = demosaic(image, pattern, 0, 0, width, height);
      const part = demosaic(image, pattern, left, top, width - left, height - top);
      for (let y = 0; y < height - top; y++) {
        const start = ((y + top) * width + left) * 3;
        const columns = (width - left) * 3;
        expect(part.subarray(y * columns, (y + 1) * columns)).toEqual(whole.subarray(start, start + columns));
      }
    })
  );
});

test('binned, a square of the mosaic is one pixel', () => {
  const image = { data: Float32Array.of(1, 10, 5, 3, 20, 6, 30, 100, 7, 8), width: 5, height: 2 };
  expect([...binMosaic(image, 'RGGB')]).toEqual([1, 8, 30, 5, 51.5, 7]);
  expect([...binMosaic(image, 'GBRG')].slice(0, 3)).toEqual([6, 15.5, 10]);
});

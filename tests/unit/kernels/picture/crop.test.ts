import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crop } from '../../../../src/lib/kernels/picture/crop';

/** Every pixel holds its own place. */
const numbered = (width: number, height: number) => ({
  data: Float32Array.from({ length: width * height }, (_, i) => i),
  width,
  height
});

test('keeps the pixels around the centre: 6 wide, 10 high at 0.5', () => {
  const { data, width, height } = crop(numbered(6, 10), 0.5);
  expect([width, height]).toEqual([2, 4]);
  expect([...data]).toEqual([20, 21, 26, 27, 32, 33, 38, 39]);
});

test('500 x 50 at 0.8 becomes 400 x 40', () => {
  expect(crop(numbered(500, 50), 0.8)).toMatchObject({ width: 400, height: 40 });
});

test('is the slice mid +- half of every side', () => {
  const side = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(side, side, fc.double({ min: 0, max: 1, noNaN: true }), (width, height, scale) => {
      const within = (place: number, length: number) => {
        const half = Math.floor(length * 0.5 * scale);
        const mid = Math.floor(length / 2);
        return place >= mid - half && place < mid + half;
      };
      const image = numbered(width, height);
      const expected = image.data.filter(
        (i) => within(i % width, width) && within(Math.floor(i / width), height)
      );
      const cropped = crop(image, scale);
      expect(cropped.data).toEqual(expected);
      expect(cropped.width * cropped.height).toBe(expected.length);
    })
  );
});

test.each([-0.1, 1.01, NaN])('refuses the scale %s', (scale) => {
  expect(() => crop(numbered(4, 4), scale)).toThrow(new RangeError('scale must be in [0, 1]'));
});

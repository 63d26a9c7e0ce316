import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Image } from '../../../../src/lib/domain/image/Image';
import { downsample } from '../../../../src/lib/kernels/picture/downsample';

const side = fc.integer({ min: 1, max: 24 });
const images = fc.tuple(side, side).chain(([width, height]) =>
  fc
    .array(fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -50, max: 50 }) }, fc.constant(NaN)), {
      minLength: width * height,
      maxLength: width * height
    })
    .map((values): Image => ({ data: Float32Array.from(values), width, height }))
);

/** Length that pixel `i` of `count` has in common with pixel `j` of `length`, in pixels of the latter. */
const overlap = (i: number, count: number, j: number, length: number) =>
  Math.max(0, Math.min(((i + 1) * length) / count, j + 1) - Math.max((i * length) / count, j));

/** Every pixel of the result from every pixel of the image, by how much they overlap. */
function slowly(image: Image, width: number, height: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, pixel) => {
    let sum = 0;
    let weight = 0;
    image.data.forEach((value, j) => {
      const across = overlap(pixel % width, width, j % image.width, image.width);
      const down = overlap(Math.floor(pixel / width), height, Math.floor(j / image.width), image.height);
      if (Number.isNaN(value) || across * down < 1e-12) return;
      sum += across * down * value;
      weight += across * down;
    });
    return sum / weight;
  });
}

test('is the mean over the area of each new pixel, blank parts left out', () => {
  fc.assert(
    fc.property(images, fc.integer({ min: 1, max: 24 }), (image, maxSide) => {
      const small = downsample(image, maxSide);
      const expected = slowly(image, small.width, small.height);
      expect(small.data.length).toBe(expected.length);
      const different = small.data.filter((value, i) => !(Math.abs(value - expected[i]) < 1e-3));
      expect(different.length).toBe(expected.filter(Number.isNaN).length);
      expect(Array.from(small.data, Number.isNaN)).toEqual(Array.from(expected, Number.isNaN));
    })
  );
});

test('the longest side is the one asked for, the other follows; never enlarged', () => {
  fc.assert(
    fc.property(side, side, side, (width, height, maxSide) => {
      const image = { data: new Float32Array(width * height), width, height };
      const small = downsample(image, maxSide);
      const longest = Math.max(width, height);
      const ratio = Math.min(1, maxSide / longest);
      expect(small === image).toBe(ratio === 1);
      expect(Math.max(small.width, small.height)).toBe(Math.min(longest, maxSide));
      const other = Math.max(1, Math.round(Math.min(width, height) * ratio));
      expect(Math.min(small.width, small.height)).toBe(other);
    })
  );
});

test('500 x 50 at 500 stays as it is', () => {
  const image = { data: new Float32Array(25_000), width: 500, height: 50 };
  expect(downsample(image, 500)).toBe(image);
});

test.each([0, -3, NaN])('refuses %s as longest side', (maxSide) => {
  expect(() => downsample({ data: new Float32Array(4), width: 2, height: 2 }, maxSide)).toThrow(RangeError);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { halve } from '../../../../src/lib/kernels/picture/halve';

const images = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 3))
  .chain(([width, height, channels]) =>
    fc
      .array(fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -99, max: 99 }) }, fc.constant(NaN)), {
        minLength: width * height * channels,
        maxLength: width * height * channels
      })
      .map((values) => ({ data: Float32Array.from(values), width, height, channels }))
  );

test('is the mean of the pixels each new one covers, blank ones left out', () => {
  fc.assert(
    fc.property(images, ({ data, width, height, channels }) => {
      const half = halve(data, width, height, channels);
      const halfWidth = Math.ceil(width / 2);
      const expected = Float32Array.from(half, (_, i) => {
        const [x, y] = [Math.floor(i / channels) % halfWidth, Math.floor(i / channels / halfWidth)];
        const values = [0, 1].flatMap((v) =>
          [0, 1].map((u) => {
            const [left, top] = [Math.min(2 * x + u, width - 1), Math.min(2 * y + v, height - 1)];
            return data[(top * width + left) * channels + (i % channels)]!;
          })
        );
        const numbers = values.filter((value) => !Number.isNaN(value));
        return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
      });
      expect(half).toEqual(expected);
      expect(half.length).toBe(halfWidth * Math.ceil(height / 2) * channels);
    })
  );
});

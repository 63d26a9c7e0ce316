import fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogram } from '../../../../src/lib/kernels/array/histogram';

test('counts every value between the limits once, in its bin', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: -5, max: 15 }), fc.constant(NaN))),
      fc.integer({ min: 1, max: 8 }),
      (values, bins) => {
        const counts = histogram(Float32Array.from(values), 0, 10, bins);
        const expected = Array.from(
          { length: bins },
          (_, bin) =>
            values.filter((value) => {
              const part = Math.min(bins - 1, Math.floor((value * bins) / 10));
              return value >= 0 && value <= 10 && part === bin;
            }).length
        );
        expect([...counts]).toEqual(expected);
      }
    )
  );
});

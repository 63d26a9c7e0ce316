import { expect, test } from 'vitest';
import { sampling } from '../../../../src/lib/kernels/periods/sampling';

test.each([
  ['even', [3, 3.5, 4, 4.5], 1.5, 0.5, true],
  ['even with a gap and equal times', [0, 1, 1, 2, 7, 8], 8, 1, true],
  ['even to a thousandth', [0, 1.001, 2, 2.999], 2.999, 1, true],
  ['several nights', [0, 0.1, 0.23, 1, 1.1, 1.2, 2.04], 2.04, 0.13, false],
  ['equal times', [5, 5, 5], 0, 0, false],
  ['one time', [5], 0, 0, false]
])('%s', (_, times, span, medianGap, isEven) => {
  const found = sampling(Float64Array.from(times));
  expect(found.span).toBeCloseTo(span, 10);
  expect(found.medianGap).toBeCloseTo(medianGap, 2);
  expect(found.isEven).toBe(isEven);
});

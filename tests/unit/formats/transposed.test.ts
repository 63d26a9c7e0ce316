import { expect, it } from 'vitest';
import { transposed } from '../../../src/lib/formats/transposed';

it('turns rows into columns', () => {
  const values = Float64Array.of(11, 12, 13, 21, 22, 23);
  expect([...transposed(values, 2)]).toEqual([11, 21, 12, 22, 13, 23]);
  expect(transposed(transposed(values, 2), 3)).toEqual(values);
});

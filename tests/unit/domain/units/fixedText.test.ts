import { expect, it } from 'vitest';
import { fixedText } from '../../../../src/lib/domain/units/fixedText';

it.each([
  [1.26, 1, '1.3'],
  [-0.04, 1, '0.0'],
  [-0.2, 0, '0'],
  [-0.06, 1, '-0.1']
])('of %d with %d decimals is %s', (value, decimals, text) => {
  expect(fixedText(value, decimals)).toBe(text);
});

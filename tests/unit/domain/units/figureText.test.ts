import { expect, it } from 'vitest';
import { figureText } from '../../../../src/lib/domain/units/figureText';

it.each([
  [123.456, 4, '123.5'],
  [0.1, 4, '0.1'],
  [-2, 6, '-2'],
  [123_456, 2, '120000'],
  [NaN, 4, 'NaN']
])('of %d to %d figures is %s', (value, figures, text) => {
  expect(figureText(value, figures)).toBe(text);
});

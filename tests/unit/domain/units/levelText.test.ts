import { expect, it } from 'vitest';
import { levelText } from '../../../../src/lib/domain/units/levelText';

it.each([
  [65_535, '65535'],
  [1_048_575, '1048575'],
  [65_535.000_001, '65535'],
  [65_535.5, '65535.5'],
  [0.123_456_789, '0.123457'],
  [-32_768, '-32768']
])('writes %d as %s', (level, text) => expect(levelText(level)).toBe(text));

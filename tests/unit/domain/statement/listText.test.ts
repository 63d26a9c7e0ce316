import { expect, test } from 'vitest';
import { listText } from '../../../../src/lib/domain/statement/listText';

test('names all of few, and of many the first', () => {
  expect(listText(['a'])).toBe('a');
  expect(listText(['a', 'b', 'c', 'd'])).toBe('a, b, c, d');
  expect(listText(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c, d and 2 more');
});

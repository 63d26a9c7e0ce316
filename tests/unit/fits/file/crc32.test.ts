import { crc32 as zlibCrc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { crc32 } from '../../../../src/lib/fits/file/crc32';

it.each([0, 1, 9, 1000])('of %d bytes is that of zlib', (count) => {
  const bytes = Uint8Array.from({ length: count }, (_, i) => 31 * i + 7);
  expect(crc32(bytes)).toBe(zlibCrc32(bytes));
});

import { expect, it } from 'vitest';
import { formatBytes } from '../../../../src/lib/services/app/formatBytes';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [1024, '1.0 kB'],
  [9900, '9.9 kB'],
  [9990, '10 kB'],
  [12_345, '12 kB'],
  [999_499, '999 kB'],
  [999_999, '1.0 MB'],
  [999_999_999, '1.0 GB'],
  [1_000_000, '1.0 MB'],
  [33_560_640, '34 MB'],
  [1.5e9, '1.5 GB'],
  [2e12, '2.0 TB'],
  [5e15, '5000 TB']
])('writes %d as %s, with 1000 bytes to a kB', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

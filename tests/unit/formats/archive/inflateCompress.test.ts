import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { inflateCompress } from '../../../../src/lib/formats/archive/inflateCompress';
import { packCompress } from './packCompress';

const CASES = [
  ['nothing', 16, 0, () => 0],
  ['one code within itself', 16, 90, (i: number) => i % 2],
  ['all widths of codes', 16, 400_000, (i: number) => (Math.imul(i, 2654435761) >>> 20) % 29],
  ['a table that is cleared again and again', 10, 60_000, (i: number) => Math.imul(i, 40503) >>> 24]
] as const;

it.each(CASES)('unpacks %s', async (_, maxBits, length, byte) => {
  const bytes = Buffer.from(Uint8Array.from({ length }, (_, i) => byte(i)));
  const packed = packCompress(bytes, maxBits);
  const unpacked = Buffer.from(await (await inflateCompress(new Blob([packed]))).arrayBuffer());
  expect(unpacked.equals(bytes)).toBe(true);
});

// What packs here must be right too.
const hasGzip = spawnSync('gzip', ['--version']).status === 0;
it.skipIf(!hasGzip).each(CASES.slice(1))('packs %s as gzip reads it', (_, maxBits, length, byte) => {
  const bytes = Buffer.from(Uint8Array.from({ length }, (_, i) => byte(i)));
  const { stdout } = spawnSync('gzip', ['-dc'], { input: packCompress(bytes, maxBits), maxBuffer: 2 ** 24 });
  expect(stdout.equals(bytes)).toBe(true);
});

it('refuses codes that stand for nothing, and more than the limit', async () => {
  const packed = packCompress(new Uint8Array(100).fill(65), 16);
  await expect(inflateCompress(new Blob([packed]), 99)).rejects.toThrow('more than 99 bytes');
  packed.fill(0xff, 4);
  await expect(inflateCompress(new Blob([packed]))).rejects.toThrow('damaged');
  await expect(inflateCompress(new Blob([Uint8Array.of(0x1f, 0x9d, 0x88)]))).rejects.toThrow('damaged');
});

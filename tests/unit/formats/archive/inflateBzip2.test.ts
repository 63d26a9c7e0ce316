import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { inflateBzip2 } from '../../../../src/lib/formats/archive/inflateBzip2';

const PEER = 'bzip2';

/** The first card of a FITS file, packed by bzip2 1.0.8, and nothing. */
const CARD = Buffer.from(
  'QlpoOTFBWSZTWWAUuy8AAAa+AEAAQAAAAgImTAAgACGjQMhADCQDRGJcm/F3JFOFCQYBS7Lw',
  'base64'
);
const NOTHING = Buffer.from('QlpoORdyRThQkAAAAAA=', 'base64');
const TEXT = 'SIMPLE  =                    T';

const inflated = async (...parts: Buffer<ArrayBuffer>[]) => {
  const { blob, trailingBytes } = await inflateBzip2(new Blob(parts));
  return { text: await blob.text(), trailingBytes };
};

it('unpacks one stream, several, and none', async () => {
  expect(await inflated(CARD)).toEqual({ text: TEXT, trailingBytes: 0 });
  expect(await inflated(CARD, NOTHING, CARD)).toEqual({ text: TEXT + TEXT, trailingBytes: 0 });
  expect(await inflated(NOTHING)).toEqual({ text: '', trailingBytes: 0 });
});

it('counts bytes behind the last stream that are not zeros', async () => {
  expect(await inflated(CARD, Buffer.alloc(512))).toEqual({ text: TEXT, trailingBytes: 0 });
  expect(await inflated(CARD, Buffer.from('tail'))).toEqual({ text: TEXT, trailingBytes: 4 });
});

it.each([...CARD.keys()].slice(0, -1))('refuses a file that ends after byte %i', async (length) => {
  await expect(inflateBzip2(new Blob([CARD.subarray(0, length)]))).rejects.toThrow('damaged or cut short');
});

it('refuses a file with a wrong bit, unless the bit does not matter', async () => {
  let refused = 0;
  for (let bit = 0; bit < 8 * CARD.length; bit++) {
    const wrong = Buffer.from(CARD);
    wrong[bit >> 3]! ^= 128 >> (bit & 7);
    const text = await inflated(wrong).then(
      (result) => result.text,
      (error: Error) => error.name
    );
    expect(['ArchiveError', TEXT], `bit ${bit}`).toContain(text);
    if (text === 'ArchiveError') refused += 1;
  }
  expect(refused).toBeGreaterThan(0.95 * 8 * CARD.length);
});

it('stops at the limit', async () => {
  await expect(inflateBzip2(new Blob([CARD]), 29)).rejects.toThrow('more than 29 bytes');
});

describe.skipIf(spawnSync(PEER, ['--version'], { input: '' }).error)('against bzip2', () => {
  it.each([
    ['several blocks', '-1', 350_000, (i: number) => ((i * i) / 7) % 97],
    ['codes of all lengths', '-9', 400_000, (i: number) => Math.clz32(Math.imul(i, 2654435761)) * 7],
    ['long runs', '-9', 3_000_000, (i: number) => Math.floor(i / 997) % 3],
    ['runs of every length', '-9', 40_000, (i: number) => Math.floor(Math.sqrt(2 * i)) % 256]
  ] as const)('unpacks %s', async (_, level, length, byte) => {
    const bytes = Buffer.from(Uint8Array.from({ length }, (_, i) => byte(i)));
    const packed = execFileSync(PEER, ['-c', level], { input: bytes, maxBuffer: 2 ** 24 });
    const { blob } = await inflateBzip2(new Blob([packed]));
    expect(Buffer.from(await blob.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('soon stops at the limit of a file that unpacks to ten thousand times its size', async () => {
    const packed = execFileSync(PEER, ['-c'], { input: Buffer.alloc(2e8), maxBuffer: 2 ** 24 });
    expect(packed.length).toBeLessThan(2000);
    await expect(inflateBzip2(new Blob([packed]), 1e7)).rejects.toThrow('more than 10000000 bytes');
  });
});

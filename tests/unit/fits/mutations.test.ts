import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileFacts } from '../../../src/lib/fits/fileFacts';
import { FitsError } from '../../../src/lib/fits/FitsError';
import { openFits } from '../../../src/lib/fits/openFits';
import { readImage } from '../../../src/lib/fits/readImage';
import cases from '../../fixtures/compressedCases.json';
import { buildFits, extensionCards, imageCards, storedPixels } from './buildFits';

/** Seeded (mulberry32), so that a failure can be repeated. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const compressed = (name: keyof typeof cases): Uint8Array =>
  gunzipSync(Buffer.from(cases[name].file, 'base64'));

const multiple = buildFits(
  {
    cards: imageCards(16, [20, 10], 'BZERO   = 32768'),
    data: storedPixels(
      16,
      Array.from({ length: 200 }, (_, i) => i)
    )
  },
  { cards: extensionCards(-64, [5, 4, 3], "DATE-OBS= '2018-10-13T03:44:09'"), data: new Uint8Array(480) }
);
const ORIGINALS: Readonly<Record<string, Uint8Array>> = {
  'several HDUs': multiple,
  gzip: gzipSync(multiple),
  'RICE_1 quantized': compressed('fpack -r real with NaN'),
  'RICE_1 i16': compressed('RICE_1 i16'),
  'GZIP_2 quantized': compressed('GZIP_2 quantized, dither 2'),
  HCOMPRESS_1: compressed('HCOMPRESS_1 i16'),
  PLIO_1: compressed('PLIO_1 mask')
};
const NUMBERS = [
  '0',
  '-1',
  '1',
  '17',
  '99999999',
  '2147483648',
  '4000000000',
  '1E300',
  '1.5',
  "'x'",
  'T',
  ''
];

/** Changes up to four things: bytes, the numbers of cards, or where the file ends. */
function mutate(original: Uint8Array, random: (below: number) => number): Uint8Array<ArrayBuffer> {
  let bytes = Buffer.from(original);
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(bytes.length);
    const card = at - (at % 80);
    switch (random(8)) {
      case 0:
        bytes = bytes.subarray(0, at);
        break;
      case 1:
      case 2:
        bytes.write(NUMBERS[random(NUMBERS.length)]!.padEnd(70), card + 10, 'latin1');
        break;
      case 3:
        bytes.copyWithin(card, random(bytes.length), card + 80);
        break;
      default:
        bytes[at] = random(256);
    }
    if (bytes.length === 0) break;
  }
  return Uint8Array.from(bytes);
}

/** What became of a file: `read`, or the message of the refusal. */
async function outcome(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const file = await openFits(new Blob([bytes]));
    fileFacts(file);
    const { data, width, height } = await readImage(file);
    return data.length === width * height ? 'read' : `${data.length} pixels for ${width} x ${height}`;
  } catch (error) {
    if (error instanceof FitsError) return 'refused';
    throw error;
  }
}

describe('damaged files are read or refused, nothing else', () => {
  it.each(Object.entries(ORIGINALS))('%s', { timeout: 20_000 }, async (_, original) => {
    expect(await outcome(Uint8Array.from(original))).toBe('read');
    const outcomes = { read: 0, refused: 0 };
    for (let seed = 1; seed <= 400; seed++) {
      const mutant = mutate(original, randomNumbers(seed));
      const result = await outcome(mutant).catch((cause: unknown) => {
        throw new Error(`seed ${seed}`, { cause });
      });
      expect(result, `seed ${seed}`).toMatch(/^(read|refused)$/);
      outcomes[result as keyof typeof outcomes] += 1;
    }
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(0);
  });
});

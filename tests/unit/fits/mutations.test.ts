import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileFacts } from '../../../src/lib/fits/fileFacts';
import { FitsError } from '../../../src/lib/fits/FitsError';
import { firstImage } from '../../../src/lib/fits/firstImage';
import { openFits } from '../../../src/lib/fits/openFits';
import { readImage } from '../../../src/lib/fits/readImage';
import { readPixels } from '../../../src/lib/fits/readPixels';
import cases from '../../fixtures/compressedCases.json';
import { buildFits, extensionCards, imageCards, storedPixels } from './buildFits';
import { mutate } from './mutate';

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
  'HCOMPRESS_1 lossy, smooth': compressed('HCOMPRESS_1 i32, lossy, smooth 1'),
  PLIO_1: compressed('PLIO_1 mask')
};
/** What became of a file: `read`, or the message of the refusal. */
async function outcome(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const file = await openFits(new Blob([bytes]));
    fileFacts(file);
    const { data, width, height } = await readImage(file);
    await readPixels(file, firstImage(file.hdus)!);
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
      const mutant = mutate(original, seed);
      const result = await outcome(mutant).catch((cause: unknown) => {
        throw new Error(`seed ${seed}`, { cause });
      });
      expect(result, `seed ${seed}`).toMatch(/^(read|refused)$/);
      outcomes[result as keyof typeof outcomes] += 1;
    }
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(0);
  });
});

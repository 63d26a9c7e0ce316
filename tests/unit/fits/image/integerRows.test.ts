import { expect, it } from 'vitest';
import { integerRows } from '../../../../src/lib/fits/image/integerRows';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { buildFits, imageCards, storedPixels } from '../buildFits';

const VALUES = Array.from({ length: 20 }, (_, i) => 3000 * i - 30_000);

async function rowsOf(bitpix: number, ...cards: string[]) {
  const bytes = buildFits({
    cards: imageCards(bitpix, [5, 4], ...cards),
    data: storedPixels(bitpix, VALUES)
  });
  const file = await openFits(new Blob([bytes]));
  return integerRows(file, file.hdus[0]!);
}

it('reads rows as they are stored', async () => {
  const rows = (await rowsOf(16, 'BZERO   = 32768'))!;
  const out = new Uint8Array(20);
  await rows.read(1, 3, out);
  expect(rows.zero).toBe(32_768);
  expect(out).toEqual(storedPixels(16, VALUES.slice(5, 15)));
});

it.each([
  [16, 'BLANK   = -32768'],
  [16, 'BSCALE  = 2'],
  [16, 'BZERO   = 0.5'],
  [16, 'BZERO   = 100000'],
  [32, ''],
  [-32, '']
])('leaves others to others: BITPIX %i %s', async (bitpix, card) => {
  expect(await rowsOf(bitpix, ...(card ? [card] : []))).toBeNull();
});

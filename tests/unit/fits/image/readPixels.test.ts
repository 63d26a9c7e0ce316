import { describe, expect, it } from 'vitest';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { readPixels } from '../../../../src/lib/fits/image/readPixels';
import { buildFits, imageCards, storedPixels } from '../buildFits';

/** Reads an image of one row. */
async function pixels(bitpix: number, values: readonly (number | bigint)[], ...cards: readonly string[]) {
  const header = imageCards(bitpix, [values.length, 1], ...cards);
  const file = await openFits(new Blob([buildFits({ cards: header, data: storedPixels(bitpix, values) })]));
  return readPixels(file, file.hdus[0]!);
}

const [I31, I63] = [2 ** 31, 2n ** 63n];

describe('readPixels', () => {
  it.each([
    [8, [0, 1, 255], '', Uint8Array.of(0, 1, 255)],
    [8, [0, 128, 255], 'BZERO   = -128', Int8Array.of(-128, 0, 127)],
    [16, [-32768, -1, 32767], '', Int16Array.of(-32768, -1, 32767)],
    [16, [-32768, -1, 0, 32767], 'BZERO   = 32768', Uint16Array.of(0, 32767, 32768, 65535)],
    [32, [-I31, -1, I31 - 1], '', Int32Array.of(-I31, -1, I31 - 1)],
    [32, [-I31, -1, I31 - 1], 'BZERO   = 2147483648', Uint32Array.of(0, I31 - 1, 2 * I31 - 1)],
    [64, [-I63, -1n, I63 - 1n], '', BigInt64Array.of(-I63, -1n, I63 - 1n)],
    [
      64,
      [-I63, -1n, I63 - 1n],
      'BZERO   = 9223372036854775808',
      BigUint64Array.of(0n, I63 - 1n, 2n * I63 - 1n)
    ],
    [-32, [-0, 1.5, Infinity, NaN], '', Float32Array.of(-0, 1.5, Infinity, NaN)],
    [-64, [-0, 0.1, -Infinity, NaN], '', Float64Array.of(-0, 0.1, -Infinity, NaN)],
    [16, [-3, 7], 'BZERO   = 1', Float64Array.of(-2, 8)],
    [16, [-3, 7], 'BSCALE  = 0.1', Float64Array.of(0.1 * -3, 0.1 * 7)],
    [32, [I31 - 1], 'BZERO   = 0.5', Float64Array.of(I31 - 0.5)],
    [-32, [0.5], 'BSCALE  = 0.1', Float64Array.of(0.05)]
  ])('BITPIX %i, %o %s', async (bitpix, stored, card, data) => {
    expect(await pixels(bitpix, stored, card)).toEqual({
      data,
      width: stored.length,
      height: 1,
      blank: null
    });
  });

  it.each([
    [8, 'BLANK   = 255', '', 255],
    [16, 'BLANK   = -32768', '', -32768],
    [16, 'BLANK   = -32768', 'BZERO   = 32768', 0],
    [64, 'BLANK   = -9223372036854775807', '', 1n - I63],
    [64, 'BLANK   = -9223372036854775807', 'BZERO   = 9223372036854775808', 1n]
  ])('gives BLANK beside the integers: BITPIX %i, %s %s', async (bitpix, blank, zero, expected) => {
    expect((await pixels(bitpix, [0], blank, zero)).blank).toBe(expected);
  });

  it('turns BLANK into NaN where it scales', async () => {
    const { data, blank } = await pixels(16, [5, 6], 'BLANK   = 5', 'BSCALE  = 2');
    expect([data, blank]).toEqual([Float64Array.of(NaN, 12), null]);
  });

  it('says which plane does not exist', async () => {
    const file = await openFits(
      new Blob([buildFits({ cards: imageCards(8, [1, 1, 2]), data: Uint8Array.of(3, 4) })])
    );
    expect((await readPixels(file, file.hdus[0]!, 1)).data).toEqual(Uint8Array.of(4));
    await expect(readPixels(file, file.hdus[0]!, 2)).rejects.toThrow(
      new RangeError('plane 2 of HDU 0, which has 2')
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FitsError } from '../../../../src/lib/fits/file/FitsError';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { imageSize } from '../../../../src/lib/fits/image/imageSize';
import { readImage, readImageRows } from '../../../../src/lib/fits/image/readImage';
import { buildFits, extensionCards, imageCards, storedPixels } from '../buildFits';

const open = (bytes: Uint8Array<ArrayBuffer>) => openFits(new Blob([bytes]));

/** Reads an image of one row. */
async function pixels(bitpix: number, values: readonly (number | bigint)[], ...cards: readonly string[]) {
  const header = imageCards(bitpix, [values.length, 1], ...cards);
  const file = await open(buildFits({ cards: header, data: storedPixels(bitpix, values) }));
  return [...(await readImage(file)).data];
}

describe('the values of plain images', () => {
  it.each([
    [8, [0, 1, 127, 128, 255]],
    [16, [-32768, -1, 0, 1, 32767]],
    [32, [-(2 ** 31), -16777216, -1, 0, 16777216]],
    [64, [-(2n ** 63n), -(2n ** 40n), -1n, 0n, 5n, 2n ** 40n]],
    [-32, [-1.5, 0, Math.fround(1e-38), Infinity, -Infinity, NaN]],
    [-64, [-1.5, 0, 0.25, Infinity, NaN]]
  ])('BITPIX %i', async (bitpix, values) => {
    expect(await pixels(bitpix, values)).toEqual(values.map(Number));
  });

  it('are exact for unsigned integers of 16 bits', async () => {
    const all = Array.from({ length: 65536 }, (_, i) => i);
    expect(
      await pixels(
        16,
        all.map((value) => value - 32768),
        'BZERO   = 32768',
        'BSCALE  = 1'
      )
    ).toEqual(all);
  });

  it.each([
    ['signed bytes', 8, [0, 128, 255], [-128, 0, 127], 'BZERO   = -128'],
    ['unsigned 32 bits', 32, [-(2 ** 31), -(2 ** 31) + 7, 0], [0, 7, 2 ** 31], 'BZERO   = 2147483648'],
    [
      'unsigned 64 bits',
      64,
      [-(2n ** 63n), -(2n ** 63n) + 7n, 0n],
      [0, 7, 2 ** 63],
      'BZERO   = 9223372036854775808'
    ]
  ])('are those of %s', async (_, bitpix, stored, physical, card) => {
    expect(await pixels(bitpix, stored, card)).toEqual(physical);
  });

  it('are scaled in double precision', async () => {
    const cards = ['BSCALE  = 0.0458', 'BZERO   = 1.5D3'];
    expect(await pixels(16, [-3, 0, 12345], ...cards)).toEqual(
      [-3, 0, 12345].map((v) => Math.fround(1500 + 0.0458 * v))
    );
    expect(await pixels(-32, [0.5], ...cards)).toEqual([Math.fround(1500 + 0.0458 * 0.5)]);
  });

  it('are those of any integer, scale and zero', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
        fc.integer({ min: -1000, max: 1000 }),
        async (stored, zero) => {
          const [read] = await pixels(64, [stored], `BZERO   = ${zero}`);
          expect(Math.abs(read! - Number(stored + BigInt(zero)))).toBeLessThanOrEqual(
            Math.abs(Number(stored)) * 2 ** -23
          );
        }
      )
    );
  });

  it.each([
    [8, [7, 8], 'BLANK   = 8'],
    [16, [7, -32768], 'BLANK   = -32768'],
    [32, [7, -(2 ** 31)], 'BLANK   = -2147483648'],
    [64, [7n, -(2n ** 63n) + 1n], 'BLANK   = -9223372036854775807']
  ])('are NaN where BITPIX %i has BLANK', async (bitpix, stored, blank) => {
    expect(await pixels(bitpix, stored, blank, 'BSCALE  = 2')).toEqual([14, NaN]);
  });

  it('of 64 bits tell BLANK from its neighbours', async () => {
    expect(await pixels(64, [-(2n ** 63n)], 'BLANK   = -9223372036854775807')).toEqual([-(2 ** 63)]);
  });

  it('of reals have no BLANK', async () => {
    expect(await pixels(-32, [8], 'BLANK   = 8')).toEqual([8]);
  });

  it('are refused where the scale is not a number', async () => {
    await expect(pixels(16, [1], "BSCALE  = '2.0'")).rejects.toThrow('HDU 0: BSCALE is not a number.');
  });
});

describe('readImage', () => {
  it('takes the first HDU with an image of two axes or more', async () => {
    const file = await open(
      buildFits(
        { cards: imageCards(8, []) },
        { cards: extensionCards(8, [4]), data: new Uint8Array(4) },
        { cards: extensionCards(8, [4, 0]) },
        { cards: extensionCards(8, [2, 1], "EXTNAME = 'SCI'"), data: Uint8Array.of(5, 6) },
        { cards: extensionCards(8, [1, 2]), data: Uint8Array.of(7, 8) }
      )
    );
    expect(await readImage(file)).toEqual({ data: Float32Array.of(5, 6), width: 2, height: 1 });
    expect(await readImage(file, file.hdus[4])).toEqual({ data: Float32Array.of(7, 8), width: 1, height: 2 });
    expect(file.hdus.map(imageSize)).toEqual([
      null,
      { width: 4, height: 1, planes: 1 },
      null,
      { width: 2, height: 1, planes: 1 },
      { width: 1, height: 2, planes: 1 }
    ]);
    await expect(readImage(file, file.hdus[2])).rejects.toThrow('HDU 2 is not an image.');
  });

  it('takes an image of one axis as a row, where there is no other', async () => {
    const file = await open(
      buildFits({ cards: imageCards(8, []) }, { cards: extensionCards(8, [3]), data: Uint8Array.of(1, 2, 3) })
    );
    expect(await readImage(file)).toEqual({ data: Float32Array.of(1, 2, 3), width: 3, height: 1 });
  });

  it('takes any plane of more than two axes, the third counting first', async () => {
    const data = Uint8Array.from({ length: 2 * 1 * 3 * 2 }, (_, i) => i);
    const file = await open(buildFits({ cards: imageCards(8, [2, 1, 3, 2]), data }));
    expect(imageSize(file.hdus[0]!)).toEqual({ width: 2, height: 1, planes: 6 });
    expect((await readImage(file)).data).toEqual(Float32Array.of(0, 1));
    expect((await readImage(file, file.hdus[0], 4)).data).toEqual(Float32Array.of(8, 9));
    for (const plane of [-1, 6, 0.5, NaN])
      await expect(readImage(file, file.hdus[0], plane)).rejects.toThrow(
        new RangeError(`plane ${plane} of HDU 0, which has 6`)
      );
  });

  it('joins strips into the whole image, rows in order', async () => {
    const [width, height] = [1500, 1501];
    const values = Array.from({ length: width * height }, (_, i) => (i * 7) % 30011);
    const file = await open(
      buildFits({ cards: imageCards(16, [width, height]), data: storedPixels(16, values) })
    );
    expect(
      Buffer.from((await readImage(file)).data.buffer).equals(Buffer.from(Float32Array.from(values).buffer))
    ).toBe(true);
    const rows = await readImageRows(file, file.hdus[0]!, 700, 702);
    expect([...rows]).toEqual(values.slice(700 * width, 702 * width));
    await expect(readImageRows(file, file.hdus[0]!, 1500, 1502)).rejects.toBeInstanceOf(RangeError);
  });

  it('says how much of a truncated image is missing, and where', async () => {
    const bytes = buildFits(
      { cards: imageCards(8, []) },
      { cards: extensionCards(16, [30, 100], "EXTNAME = 'SCI'"), data: new Uint8Array(6000) }
    );
    const file = await open(bytes.slice(0, 2 * 2880 + 5990));
    await expect(readImage(file)).rejects.toThrow(
      new FitsError('HDU 1 (SCI): the file is truncated, 10 bytes of its data are missing.')
    );
  });

  it.each([
    [99_999_999, 99_999],
    [2 ** 28 + 1, 1]
  ])('refuses %i x %i pixels before it takes memory', async (width, height) => {
    const file = await open(buildFits({ cards: imageCards(8, [width, height]) }));
    await expect(readImage(file)).rejects.toThrow(
      `the image has ${width} x ${height} pixels; more than 256 megapixels`
    );
  });

  it('refuses a file without an image', async () => {
    await expect(readImage(await open(buildFits({ cards: imageCards(8, []) })))).rejects.toThrow(
      new FitsError('There is no image in this file.')
    );
  });
});

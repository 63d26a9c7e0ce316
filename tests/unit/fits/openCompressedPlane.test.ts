import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FitsError } from '../../../src/lib/fits/FitsError';
import { imageSize } from '../../../src/lib/fits/imageSize';
import { openFits } from '../../../src/lib/fits/openFits';
import { readImage } from '../../../src/lib/fits/readImage';
import { readPixels } from '../../../src/lib/fits/readPixels';
import cases from '../../fixtures/compressedCases.json';

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(base64, 'base64'));

/** Big-endian numbers of a numpy type, as doubles, which hold all of these. */
function numbers(type: string, bytes: Buffer): number[] {
  const size = Number(type[1]);
  const read = {
    u1: () => bytes.readUInt8,
    i2: () => bytes.readInt16BE,
    u2: () => bytes.readUInt16BE,
    i4: () => bytes.readInt32BE,
    u4: () => bytes.readUInt32BE,
    f4: () => bytes.readFloatBE,
    f8: () => bytes.readDoubleBE
  }[type]!();
  return Array.from({ length: bytes.length / size }, (_, i) => read.call(bytes, i * size));
}

const ARRAYS: Readonly<Record<string, unknown>> = {
  u1: Uint8Array,
  i2: Int16Array,
  u2: Uint16Array,
  i4: Int32Array,
  u4: Uint32Array,
  f4: Float32Array,
  f8: Float64Array
};

describe('tile-compressed images, as astropy and fpack write them', () => {
  it.each(Object.entries(cases))('%s', async (_, { file, pixels, type, axes, within }) => {
    const fits = await openFits(new Blob([bytesOf(file)]));
    const hdu = fits.hdus[1]!;
    const [width, height, planes = 1] = axes as [number, number, number?];
    expect(imageSize(hdu)).toEqual({ width, height, planes });
    const truth = numbers(type, gunzipSync(bytesOf(pixels)));
    for (let plane = 0; plane < planes; plane++) {
      const values = truth.slice(plane * width * height, (plane + 1) * width * height);
      const exact = await readPixels(fits, hdu, plane);
      expect(exact.data).toBeInstanceOf(ARRAYS[type]);
      expect(wrong(values, exact.data as Float64Array, within)).toEqual([]);
      const rounded = values.map(Math.fround);
      expect(wrong(rounded, (await readImage(fits, hdu, plane)).data, within)).toEqual([]);
    }
  });
});

/** Which of the values were not read. */
function wrong(values: readonly number[], read: ArrayLike<number>, within: number): number[] {
  expect(read).toHaveLength(values.length);
  return values.filter((value, i) =>
    Number.isNaN(value) ? !Number.isNaN(read[i]) : !(Math.abs(read[i]! - value) <= within)
  );
}

/** A case whose cards have other values. */
function withCards(name: keyof typeof cases, values: Readonly<Record<string, string>>): Buffer {
  const bytes = Buffer.from(gunzipSync(bytesOf(cases[name].file)));
  for (const [keyword, value] of Object.entries(values)) {
    const at = bytes.indexOf(`${keyword.padEnd(8)}= `, 2880);
    if (at < 0) throw new Error(`no card ${keyword}`);
    bytes.write(value.padEnd(70), at + 10, 'latin1');
  }
  return bytes;
}

/** Where the data of the second HDU begin, in files whose first has none. */
async function dataStart(bytes: Buffer): Promise<number> {
  return (await openFits(new Blob([Uint8Array.from(bytes)]))).hdus[1]!.dataStart;
}

const refusal = async (bytes: Buffer): Promise<unknown> =>
  openFits(new Blob([Uint8Array.from(bytes)]))
    .then((file) => readImage(file))
    .catch((error: unknown) => error);

describe('what is wrong with a compressed image is said', () => {
  it.each([
    ['RICE_1 i16', { ZVAL1: '0' }, 'the compression parameter BLOCKSIZE (ZVAL1) is not legal.'],
    ['RICE_1 i16', { ZVAL2: '8' }, 'the compression parameter BYTEPIX (ZVAL2) is not legal.'],
    [
      'RICE_1 i16',
      { ZNAXIS1: '2000000', ZNAXIS2: '2000' },
      'has 2000000 x 2000 pixels; more than 256 megapixels'
    ],
    ['RICE_1 i16', { ZNAXIS2: '-1' }, 'ZNAXIS2 must be a whole number, not negative, but it is -1.'],
    ['RICE_1 i16', { ZNAXIS2: '12' }, 'the image needs 12 tiles, but has 11.'],
    ['RICE_1 i16', { ZTILE1: '0' }, 'ZTILE1 must be a whole number above 0.'],
    ['RICE_1 i16', { ZBITPIX: '12' }, 'ZBITPIX must be one of 8, 16, 32, 64, -32, -64, but it is 12.'],
    ['RICE_1 i16', { ZBITPIX: '-32' }, 'real numbers compressed with RICE_1 must be quantized.'],
    ['RICE_1 i16', { ZCMPTYPE: "'ZSTD_1'" }, 'images compressed with ZSTD_1 cannot be read here.'],
    ['HCOMPRESS_1 i16', { ZBITPIX: '64' }, 'HCOMPRESS_1 is not for integers of 64 bits (ZBITPIX).'],
    ['HCOMPRESS_1 i16', { ZTILE1: '20' }, 'the image needs'],
    ['RICE_1 quantized, dither 1', { ZDITHER0: '0' }, 'ZDITHER0 must be 1 to 10000, but it is 0.'],
    [
      'RICE_1 quantized, dither 1',
      { ZQUANTIZ: "'DITHER_9'" },
      'the quantization DITHER_9 (ZQUANTIZ) is unknown.'
    ],
    ['RICE_1 i16', { TFORM1: "'1PJX'", TTYPE1: "'OTHER'" }, 'tile 1 has no pixels.'],
    ['RICE_1 i16', { TFORM1: "'9J'" }, 'the columns are wider than the rows of the table.']
  ] as const)('%s with %o', async (name, values, message) => {
    const error = await refusal(withCards(name, values));
    expect(error).toBeInstanceOf(FitsError);
    expect((error as FitsError).message).toContain(message);
  });

  it.each(['RICE_1 i16', 'HCOMPRESS_1 i16', 'PLIO_1 mask', 'GZIP_1 i16'] as const)(
    '%s: a tile that is cut short',
    async (name) => {
      const bytes = withCards(name, {});
      const start = await dataStart(bytes);
      bytes.writeInt32BE(bytes.readInt32BE(start) - 3, start);
      expect(String(await refusal(bytes))).toMatch(
        /FitsError: HDU 1 \(COMPRESSED_IMAGE\): tile 1 is damaged \(.+\)\./
      );
    }
  );

  it('a tile that lies outside of the data', async () => {
    const bytes = withCards('RICE_1 i16', {});
    bytes.writeInt32BE(2_000_000_000, (await dataStart(bytes)) + 4);
    expect(String(await refusal(bytes))).toContain('tile 1 lies outside of the data.');
  });

  it('a gzip tile whose checksum is wrong', async () => {
    const bytes = withCards('GZIP_1 i16', {});
    const start = await dataStart(bytes);
    const end = start + 8 * 11 + bytes.readInt32BE(start);
    bytes[end - 8]! ^= 1;
    expect(String(await refusal(bytes))).toContain('the gzip checksum does not match');
  });
});

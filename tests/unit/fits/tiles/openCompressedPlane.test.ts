import { gunzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { FitsError } from '../../../../src/lib/fits/file/FitsError';
import { imageSize } from '../../../../src/lib/fits/image/imageSize';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { readImage } from '../../../../src/lib/fits/image/readImage';
import { readPixels } from '../../../../src/lib/fits/image/readPixels';
import cases from '../../../fixtures/compressedCases.json';
import { buildFits, imageCards, storedPixels } from '../buildFits';

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

/** The values that were read wrong. */
function wrong(values: readonly number[], read: ArrayLike<number>, within: number): number[] {
  expect(read).toHaveLength(values.length);
  return values.filter((value, i) =>
    Number.isNaN(value) ? !Number.isNaN(read[i]) : !(Math.abs(read[i]! - value) <= within)
  );
}

/** A case with other values on some of its cards. */
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

describe('says what is wrong with a compressed image', () => {
  it.each([
    ['RICE_1 i16', { ZVAL1: '0' }, 'the compression parameter BLOCKSIZE (ZVAL1) is not legal.'],
    ['RICE_1 i16', { ZVAL2: '8' }, 'the compression parameter BYTEPIX (ZVAL2) is not legal.'],
    [
      'RICE_1 i16',
      { ZNAXIS1: '2000000', ZNAXIS2: '2000' },
      'has 2000000 x 2000 pixels; more than 256 megapixels'
    ],
    ['RICE_1 i16', { ZNAXIS2: '-1' }, 'ZNAXIS2 must be a non-negative whole number, but it is -1.'],
    ['RICE_1 i16', { ZNAXIS2: '12' }, 'the image needs 12 tiles, but has 11.'],
    ['RICE_1 i16', { ZTILE1: '0' }, 'ZTILE1 must be a whole number above 0.'],
    ['RICE_1 i16', { ZBITPIX: '12' }, 'ZBITPIX must be one of 8, 16, 32, 64, -32, -64, but it is 12.'],
    ['RICE_1 i16', { ZBITPIX: '-32' }, 'real numbers compressed with RICE_1 must be quantized.'],
    ['RICE_1 i16', { ZCMPTYPE: "'ZSTD_1'" }, 'images compressed with ZSTD_1 cannot be read here.'],
    ['HCOMPRESS_1 i16', { ZBITPIX: '64' }, 'HCOMPRESS_1 is not for integers of 64 bits (ZBITPIX).'],
    ['HCOMPRESS_1 i16', { ZTILE1: '20' }, 'the image needs'],
    ['RICE_1 quantized, dither 1', { ZDITHER0: '-1' }, 'ZDITHER0 must be 1 to 10000, but it is -1.'],
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

  it.each(['RICE_1 i32', 'GZIP_1 i32', 'GZIP_2 i32', 'HCOMPRESS_1 i32', 'PLIO_1 labels of 24 bits'] as const)(
    '%s: pixels beyond the bits that ZBITPIX has',
    async (name) => {
      const error = await refusal(withCards(name, { ZBITPIX: '16' }));
      expect(String(error)).toMatch(/tile \d+ is damaged \(a pixel of -?\d{5,} is beyond 16 bits\)\.$/);
    }
  );

  it('except that where HCOMPRESS_1 is lossy, saturated pixels stay at the ends of the range', async () => {
    const bytes = withCards('HCOMPRESS_1 i32, lossy, smooth 0', { ZBITPIX: '16' });
    const file = await openFits(new Blob([Uint8Array.from(bytes)]));
    const { data } = await readImage(file);
    expect([Math.min(...data), Math.max(...data)]).toEqual([-32768, 32767]);
    expect((await readPixels(file, file.hdus[1]!)).data).toEqual(Int16Array.from(data));
  });

  it('a tile that lies outside the data', async () => {
    const bytes = withCards('RICE_1 i16', {});
    bytes.writeInt32BE(2_000_000_000, (await dataStart(bytes)) + 4);
    expect(String(await refusal(bytes))).toContain('tile 1 lies outside the data.');
  });

  it('a gzip tile whose checksum is wrong', async () => {
    const bytes = withCards('GZIP_1 i16', {});
    const start = await dataStart(bytes);
    const end = start + 8 * 11 + bytes.readInt32BE(start);
    bytes[end - 8]! ^= 1;
    expect(String(await refusal(bytes))).toContain('the gzip checksum does not match');
  });
});

interface TileToBuild {
  readonly column: 'COMPRESSED_DATA' | 'UNCOMPRESSED_DATA';
  readonly bytes: Uint8Array;
  readonly blank: number;
}

/** A compressed image with descriptors of 64 bits, a column ZBLANK, and the heap in the order given. */
function buildTiles(
  tiles: readonly TileToBuild[],
  heapOrder: readonly number[],
  cards: readonly string[],
  heapStart?: number
) {
  const rowBytes = 36;
  const heapGap = 8;
  const table = new DataView(new ArrayBuffer(tiles.length * rowBytes));
  const heap: Uint8Array[] = [];
  let heapBytes = heapGap;
  for (const row of heapOrder) {
    const { column, bytes, blank } = tiles[row]!;
    const at = row * rowBytes;
    table.setBigInt64(at + (column === 'COMPRESSED_DATA' ? 0 : 16), BigInt(bytes.length));
    table.setBigInt64(at + (column === 'COMPRESSED_DATA' ? 8 : 24), BigInt(heapBytes - heapGap));
    table.setInt32(at + 32, blank);
    heap.push(bytes);
    heapBytes += bytes.length;
  }
  const data = Buffer.concat([new Uint8Array(table.buffer), new Uint8Array(heapGap), ...heap]);
  const extension = [
    "XTENSION= 'BINTABLE'",
    'BITPIX  = 8',
    'NAXIS   = 2',
    `NAXIS1  = ${rowBytes}`,
    `NAXIS2  = ${tiles.length}`,
    `PCOUNT  = ${heapBytes}`,
    'GCOUNT  = 1',
    'TFIELDS = 3',
    "TTYPE1  = 'COMPRESSED_DATA'",
    "TFORM1  = '1QB'",
    "TTYPE2  = 'UNCOMPRESSED_DATA'",
    "TFORM2  = '1QB'",
    "TTYPE3  = 'ZBLANK'",
    "TFORM3  = '1J'",
    `THEAP   = ${heapStart ?? table.byteLength + heapGap}`,
    'ZIMAGE  = T',
    ...cards
  ];
  return openFits(new Blob([buildFits({ cards: imageCards(8, []) }, { cards: extension, data })]));
}

describe('what astropy and fpack do not write', () => {
  it('four axes, tiles that divide none of them, 64-bit descriptors, THEAP, NOCOMPRESS, an unordered heap', async () => {
    const [axes, tile] = [
      [5, 3, 3, 2],
      [2, 2, 2, 2]
    ];
    const [width, height, planes] = [5, 3, 6];
    const pixel = (x: number, y: number, z: number, t: number) => x + 10 * y + 100 * z + 1000 * t;
    const tiles: TileToBuild[] = [];
    for (let z0 = 0; z0 < 3; z0 += 2)
      for (let y0 = 0; y0 < 3; y0 += 2)
        for (let x0 = 0; x0 < 5; x0 += 2) {
          const values: number[] = [];
          for (let t = 0; t < 2; t++)
            for (let z = z0; z < Math.min(z0 + 2, 3); z++)
              for (let y = y0; y < Math.min(y0 + 2, 3); y++)
                for (let x = x0; x < Math.min(x0 + 2, 5); x++) values.push(pixel(x, y, z, t));
          const column = tiles.length % 3 === 0 ? 'UNCOMPRESSED_DATA' : 'COMPRESSED_DATA';
          // The value at the start of the tile is blank in every other one.
          const blank = tiles.length % 2 === 0 ? values[0]! : -1;
          tiles.push({ column, bytes: storedPixels(16, values), blank });
        }
    const order = tiles.map((_, row) => (row * 5) % tiles.length);
    const file = await buildTiles(tiles, order, [
      "ZCMPTYPE= 'NOCOMPRESS'",
      'ZBITPIX = 16',
      'ZNAXIS  = 4',
      ...axes.map((length, i) => `ZNAXIS${i + 1} = ${length}`),
      ...tile.map((length, i) => `ZTILE${i + 1}  = ${length}`)
    ]);
    const hdu = file.hdus[1]!;
    expect(imageSize(hdu)).toEqual({ width, height, planes });
    const blanks = new Set(tiles.filter((_, row) => row % 2 === 0).map(({ blank }) => blank));
    for (let plane = 0; plane < planes; plane++) {
      const expected = Array.from({ length: width * height }, (_, i) => {
        const value = pixel(i % width, Math.floor(i / width), plane % 3, Math.floor(plane / 3));
        return blanks.has(value) ? NaN : value;
      });
      expect([...(await readImage(file, hdu, plane)).data]).toEqual(expected);
      // No integer can stand for the blank values of all tiles.
      expect(await readPixels(file, hdu, plane)).toEqual({
        data: Float64Array.from(expected),
        width,
        height,
        blank: null
      });
    }
    await expect(readPixels(file, hdu, 6)).rejects.toThrow(new RangeError('plane 6 of HDU 1, which has 6'));
  });

  it('a heap that begins within the table', async () => {
    const tiles = [{ column: 'UNCOMPRESSED_DATA', bytes: new Uint8Array(8), blank: 0 }] as const;
    const cards = ["ZCMPTYPE= 'RICE_1'", 'ZBITPIX = 16', 'ZNAXIS  = 1', 'ZNAXIS1 = 4'];
    await expect(readImage(await buildTiles(tiles, [0], cards, 35))).rejects.toThrow(
      new FitsError('HDU 1: THEAP lies within the table of tiles, but the heap must follow it.')
    );
    expect(await readImage(await buildTiles(tiles, [0], cards))).toEqual({
      data: new Float32Array([NaN, NaN, NaN, NaN]),
      width: 4,
      height: 1
    });
  });

  it('a tile of the wrong length', async () => {
    const tiles = [{ column: 'UNCOMPRESSED_DATA', bytes: new Uint8Array(7), blank: 0 }] as const;
    const cards = ["ZCMPTYPE= 'RICE_1'", 'ZBITPIX = 16', 'ZNAXIS  = 1', 'ZNAXIS1 = 4'];
    await expect(readImage(await buildTiles(tiles, [0], cards))).rejects.toThrow(
      new FitsError('HDU 1: tile 1 is damaged (it has 7 bytes).')
    );
  });
});

it('reads only the tiles of the plane, a few megabytes at a time', async () => {
  const bytes = new Uint8Array(2 ** 20);
  const tiles = Array.from({ length: 12 }, (_, row) => ({
    column: 'COMPRESSED_DATA' as const,
    bytes: bytes.slice().fill(row),
    blank: -1
  }));
  const file = await buildTiles(
    tiles,
    [...tiles.keys()],
    [
      "ZCMPTYPE= 'NOCOMPRESS'",
      'ZBITPIX = 8',
      'ZNAXIS  = 3',
      'ZNAXIS1 = 1024',
      'ZNAXIS2 = 6144',
      'ZNAXIS3 = 2',
      'ZTILE1  = 1024',
      'ZTILE2  = 1024'
    ]
  );
  const reads: number[] = [];
  const slice = file.blob.slice.bind(file.blob);
  vi.spyOn(file.blob, 'slice').mockImplementation((start, end) => {
    reads.push(end! - start!);
    return slice(start, end);
  });
  const { data } = await readImage(file, file.hdus[1], 1);
  expect([0, 1, 5].map((tile) => data[tile * 2 ** 20])).toEqual([6, 7, 11]);
  expect(reads).toEqual([6 * 36, 4 * 2 ** 20, 2 * 2 ** 20]);
});

import { gunzipSync, gzipSync } from 'node:zlib';
import { writeFits, type HduToWrite } from '../../../src/lib/fits/write/writeFits';
import compressedCases from '../../fixtures/compressedCases.json';
import tableCases from '../../fixtures/tableCases.json';
import { buildFits, extensionCards, imageCards, storedPixels } from './buildFits';

const unpacked = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(gunzipSync(Buffer.from(base64, 'base64')));
const compressed = (name: keyof typeof compressedCases) => unpacked(compressedCases[name].file);

const SKY = [
  ['CTYPE1', 'RA---TAN-SIP'],
  ['CTYPE2', 'DEC--TAN-SIP'],
  ['CRVAL1', 83.633],
  ['CRVAL2', 22.0145],
  ['CRPIX1', 10.5],
  ['CRPIX2', 5.5],
  ['CD1_1', -0.0003],
  ['CD2_2', 0.0003],
  ['A_ORDER', 2],
  ['A_2_0', 1e-6],
  ['B_ORDER', 2],
  ['B_0_2', 1e-6],
  ['DATE-OBS', '2018-10-13T03:44:09'],
  ['EXPTIME', 30]
] as const;
const written = async (hdu: HduToWrite) => new Uint8Array(await writeFits(hdu).arrayBuffer());

const unsigned = await written({
  data: Uint16Array.from({ length: 200 }, (_, i) => i * 321),
  axes: [20, 10],
  blank: 321,
  cards: SKY
});
const real = await written({
  data: Float32Array.from({ length: 200 }, (_, i) => (i === 7 ? NaN : Math.sin(i))),
  axes: [20, 10],
  cards: SKY
});
const several = buildFits(
  {
    cards: imageCards(16, [20, 10], 'BZERO   = 32768'),
    data: storedPixels(
      16,
      Array.from({ length: 200 }, (_, i) => i)
    )
  },
  {
    cards: extensionCards(-64, [5, 4, 3], "DATE-OBS= '2018-10-13T03:44:09'"),
    data: storedPixels(
      -64,
      Array.from({ length: 60 }, (_, i) => i / 7)
    )
  },
  {
    cards: extensionCards(32, [6], 'BSCALE  = 0.5', 'BLANK   = 3'),
    data: storedPixels(32, [1, 2, 3, 4, 5, 6])
  }
);
const groups = buildFits({
  cards: imageCards(
    16,
    [0, 4, 3],
    'GROUPS  = T',
    'PCOUNT  = 2',
    'GCOUNT  = 5',
    "PTYPE1  = 'UU'",
    'PSCAL1  = 2',
    "PTYPE2  = 'VV'"
  ),
  data: Uint8Array.from({ length: 140 }, (_, i) => i)
});

/** Each kind of table in a file of its own: damage to the first would hide the second. */
const tables = unpacked(tableCases.file);
const binaryStart = 2880;
const asciiStart = tables.length - 2880 * 2;

/** Small files of every kind, to be damaged. */
export const FILES_TO_MUTATE: Readonly<Record<string, Uint8Array>> = {
  'unsigned image': unsigned,
  'real image': real,
  'several HDUs': several,
  gzip: gzipSync(several),
  'random groups': groups,
  'binary table': tables.subarray(0, asciiStart),
  'ASCII table': Buffer.concat([tables.subarray(0, binaryStart), tables.subarray(asciiStart)]),
  'RICE_1 i16': compressed('RICE_1 i16'),
  'RICE_1 quantized': compressed('fpack -r real with NaN'),
  'GZIP_2 quantized': compressed('GZIP_2 quantized, dither 2'),
  HCOMPRESS_1: compressed('HCOMPRESS_1 i16'),
  'HCOMPRESS_1 lossy, smooth': compressed('HCOMPRESS_1 i32, lossy, smooth 1'),
  PLIO_1: compressed('PLIO_1 mask'),
  'gzip of two members': Buffer.concat(
    [several.subarray(0, 4000), several.subarray(4000)].map((part) => gzipSync(part))
  )
};

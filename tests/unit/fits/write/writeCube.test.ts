import { expect, it } from 'vitest';
import type { Degrees } from '../../../../src/lib/domain/units/Brand';
import type { Card } from '../../../../src/lib/fits/file/formatCard';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { readImage } from '../../../../src/lib/fits/image/readImage';
import { readWcs } from '../../../../src/lib/fits/wcs/readWcs';
import { verifyChecksum } from '../../../../src/lib/fits/file/verifyChecksum';
import { writeCube } from '../../../../src/lib/fits/write/writeCube';
import { writeFits } from '../../../../src/lib/fits/write/writeFits';

const [WIDTH, HEIGHT, PLANES] = [7, 5, 3];
const VALUES = Float32Array.from({ length: WIDTH * HEIGHT * PLANES }, (_, i) => (i === 40 ? NaN : i / 7 - 3));

async function* inParts(values: Float32Array, rows: number) {
  for (let i = 0; i < values.length; i += rows * WIDTH) yield values.slice(i, i + rows * WIDTH);
}

const headerOf = async (cards: readonly Card[]) =>
  (await openFits(writeFits({ data: new Float32Array(WIDTH * HEIGHT), axes: [WIDTH, HEIGHT], cards })))
    .hdus[0].header;

const wcs = (scale: readonly Card[]): Card[] => [
  ['WCSAXES', 2],
  ['CTYPE1', 'RA---TAN'],
  ['CTYPE2', 'DEC--TAN'],
  ['CRPIX1', 3],
  ['CRPIX2', 2],
  ['CRVAL1', 40],
  ['CRVAL2', 10],
  ...scale
];

it.each<[string, readonly Card[], string]>([
  [
    'steps',
    [
      ['CDELT1', -0.001],
      ['CDELT2', 0.001]
    ],
    'CDELT3'
  ],
  [
    'a matrix',
    [
      ['CD1_1', -0.001],
      ['CD2_2', 0.001]
    ],
    'CD3_3'
  ]
])('holds all planes, whatever the parts, and coordinates by %s', async (_, scale, third) => {
  const header = await headerOf([...wcs(scale), ['OBJECT', 'M 42']]);
  const size = { width: WIDTH, height: HEIGHT, planes: PLANES, header, cards: [['CHAN1', 'R'] as const] };
  const blobs = await Promise.all(
    [1, 2, 15].map((rows) => writeCube({ ...size, rows: inParts(VALUES, rows) }))
  );
  const bytes = await Promise.all(blobs.map(async (blob) => Buffer.from(await blob.arrayBuffer())));
  expect(bytes[1].equals(bytes[0]) && bytes[2].equals(bytes[0])).toBe(true);
  expect(bytes[0].length % 2880).toBe(0);
  const file = await openFits(blobs[0]);
  const [hdu] = file.hdus;
  expect(await verifyChecksum(file, hdu)).toMatchObject({ checksum: 'ok', datasum: 'ok' });
  expect(['NAXIS', 'NAXIS3', 'WCSAXES', third].map((keyword) => hdu.header.number(keyword))).toEqual([
    3, 3, 3, 1
  ]);
  expect([hdu.header.string('OBJECT'), hdu.header.string('CHAN1')]).toEqual(['M 42', 'R']);
  for (let plane = 0; plane < PLANES; plane++)
    expect((await readImage(file, hdu, plane)).data).toEqual(
      VALUES.slice(plane * WIDTH * HEIGHT, (plane + 1) * WIDTH * HEIGHT)
    );
  const pixel = readWcs(hdu.header).worldToPixel(40 as Degrees, 10 as Degrees)!;
  expect([pixel.x, pixel.y]).toEqual([expect.closeTo(2, 9), expect.closeTo(1, 9)]);
});

it('refuses rows that do not match its axes', async () => {
  const size = { width: WIDTH, height: HEIGHT, planes: 2, header: await headerOf([]), cards: [] };
  await expect(writeCube({ ...size, rows: inParts(VALUES, 5) })).rejects.toThrow(
    '105 values are not 7 x 5 x 2'
  );
});

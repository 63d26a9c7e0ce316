import { createHash } from 'node:crypto';
import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FitsError } from '../../../src/lib/fits/file/FitsError';
import { imageSize } from '../../../src/lib/fits/image/imageSize';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { readImage } from '../../../src/lib/fits/image/readImage';
import { readPixels, type Pixels } from '../../../src/lib/fits/image/readPixels';
import type { Image } from '../../../src/lib/domain/image/Image';
import expected from '../../fixtures/fitsExpected.json';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');

interface Expected {
  readonly hdus: number;
  /** Of the first image, if the file has one. */
  readonly hdu?: number;
  readonly image?: { readonly sum: number };
  /** By HDU: numpy's name of the type, and the sums of the first and last plane. */
  readonly exact?: Readonly<Record<number, ExpectedPlanes>>;
}
interface ExpectedPlanes {
  readonly type: string;
  readonly planes: number;
  readonly sha256: readonly string[];
}
const files = Object.entries(expected as Record<string, Expected>);
const open = async (path: string) => openFits(await openAsBlob(join(DATA, path)));

const images = files.flatMap(([path, { exact = {} }]) =>
  Object.entries(exact).map(([hdu, planes]) => [path, Number(hdu), planes] as const)
);

/** numpy's name of the type of a typed array. */
const typeName = ({ BYTES_PER_ELEMENT, constructor: { name } }: Pixels['data']): string =>
  `${name.replace('Big', '')[0]!.toLowerCase()}${BYTES_PER_ELEMENT}`;

function sha256(data: Pixels['data']): string {
  const hash = createHash('sha256');
  if (data instanceof Float32Array || data instanceof Float64Array) {
    // NaN has many bit patterns; a new array has the one of the oracle.
    const canonical = data.map((value) => (Number.isNaN(value) ? NaN : value));
    return hash.update(new Uint8Array(canonical.buffer)).digest('hex');
  }
  return hash.update(new Uint8Array(data.buffer)).digest('hex');
}

/** NaN has many bit patterns; the oracle writes this one. */
function facts({ data, width, height }: Image) {
  const bits = new Uint32Array(data.buffer.slice(0));
  let [blank, min, max, sum] = [0, Infinity, -Infinity, 0];
  for (const [i, value] of data.entries()) {
    if (Number.isNaN(value)) {
      blank += 1;
      bits[i] = 0x7fc00000;
    } else if (Number.isFinite(value)) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
    }
  }
  const sha256 = createHash('sha256').update(new Uint8Array(bits.buffer)).digest('hex');
  return { width, height, blank, min, max, sum, sha256 };
}

describe.skipIf(!existsSync(DATA))('the FITS files of the test data, against astropy', () => {
  it.each(files.filter(([, { image }]) => image))('%s', async (path, oracle) => {
    const file = await open(path);
    expect(file.hdus).toHaveLength(oracle.hdus);
    const read = facts(await readImage(file));
    expect(read).toEqual({ ...oracle.image, sum: expect.closeTo(oracle.image!.sum, 0) });
    expect(facts(await readImage(file, file.hdus[oracle.hdu!])).sha256).toBe(read.sha256);
  });

  it.each(images)('%s, HDU %i, to the bit', async (path, index, { type, planes, sha256: sums }) => {
    const file = await open(path);
    const hdu = file.hdus[index]!;
    expect(imageSize(hdu)?.planes).toBe(planes);
    for (const [plane, sum] of [[0, sums[0]] as const, [planes - 1, sums[1]] as const]) {
      const { data } = await readPixels(file, hdu, plane);
      expect([typeName(data), sha256(data)]).toEqual([type, sum]);
    }
  });

  it.each(files.filter(([, { image }]) => !image))('%s has no image', async (path, oracle) => {
    const file = await open(path);
    expect(file.hdus).toHaveLength(oracle.hdus);
    await expect(readImage(file)).rejects.toThrow(new FitsError('There is no image in this file.'));
  });

  // By its makers (astropy), the numbers 0 to 143 with a NaN at (1, 1), quantized.
  it('compressed_with_nan.fits, which astropy 5.2 and cfitsio 4.2 misread', async () => {
    const { data } = await readImage(await open('fits-conformance/compressed/compressed_with_nan.fits'));
    expect([...data].map(Math.round)).toEqual(Array.from({ length: 144 }, (_, i) => (i === 13 ? NaN : i)));
  });
});

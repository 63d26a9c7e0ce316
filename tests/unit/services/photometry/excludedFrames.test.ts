import { describe, expect, it } from 'vitest';
import type { DataProduct } from '../../../../src/lib/domain/rows/DataProduct';
import type { DataProductPk, UnixMilliseconds } from '../../../../src/lib/domain/units/Brand';
import { photometryValue } from '../../../../src/lib/domain/rows/photometryValue';
import { excludedFrames } from '../../../../src/lib/services/photometry/excludedFrames';
import { uidOf } from '../../../fixtures/uidOf';

const START = Date.UTC(2026, 0, 1);
const product = (pk: number, name: string) => ({ pk, uid: uidOf(pk), name }) as DataProduct;
const products = [product(5, 'east.fits'), product(6, 'west.fits'), product(7, 'late.fits')];

/** Two cameras at once, and a frame a minute later. */
const frames = {
  names: ['east.fits', 'west.fits', 'late.fits'],
  uids: [uidOf(5), uidOf(6), uidOf(7)],
  time: Float64Array.of(START, START, START + 60_000)
};

const datum = (pk: number | null, milliseconds: number, excluded?: string) => ({
  dataProductPk: pk as DataProductPk | null,
  timestamp: (START + milliseconds) as UnixMilliseconds,
  value: photometryValue({ magnitude: 12, error: 0.01, excluded })
});

describe('excludedFrames', () => {
  it('tells frames of one time apart by their files', () => {
    const data = [datum(5, 0), datum(6, 1, 'Cloud'), datum(7, 60_000)];
    expect([...excludedFrames(frames, data, products)]).toEqual([[1, 'Cloud']]);
    const swapped = [datum(5, 0, 'Trail'), datum(6, 0), datum(7, 60_001, 'Dawn')];
    expect([...excludedFrames(frames, swapped, products)]).toEqual([
      [0, 'Trail'],
      [2, 'Dawn']
    ]);
  });

  it('excludes no frame of another time, nor of another file', () => {
    const data = [datum(6, 60_000, 'Cloud'), datum(7, 59_000, 'Cloud')];
    expect([...excludedFrames(frames, data, products)]).toEqual([]);
  });

  it('goes by the time alone where the file is gone', () => {
    const data = [datum(8, 60_000, 'Dawn'), datum(null, 60_000, 'Dawn')];
    expect([...excludedFrames(frames, data, products)]).toEqual([[2, 'Dawn']]);
  });
});

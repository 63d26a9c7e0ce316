import { describe, expect, it, test } from 'vitest';
import type { Degrees, Seconds, UnixMilliseconds } from '../../../src/lib/domain/units/Brand';
import {
  changeCorrections,
  type Corrections,
  undoingChanges
} from '../../../src/lib/domain/rows/Corrections';
import { correctedFacts } from '../../../src/lib/domain/rows/correctedFacts';
import type { DataProduct } from '../../../src/lib/domain/rows/DataProduct';
import type { ObservedTime } from '../../../src/lib/domain/sky/ObservedTime';
import type { FileFacts } from '../../../src/lib/domain/image/FileFacts';
import { givenBy, halfAfter } from '../../fixtures/timeSources';
import { dataProductSummary } from '../../../src/lib/presentation/dataProductSummary';

const facts: FileFacts = {
  object: null,
  observed: null,
  filter: 'R',
  exposureTime: 20 as Seconds,
  frameType: null,
  site: null,
  telescope: null,
  instrument: null,
  width: 8,
  height: 6,
  centre: null
};
const observed: ObservedTime = {
  start: 1000 as UnixMilliseconds,
  mid: 2000 as UnixMilliseconds,
  source: givenBy('JD'),
  midSource: halfAfter('JD')
};
const targetPosition = { ra: 10 as Degrees, dec: -5 as Degrees };

describe('correctedFacts', () => {
  it('is what the user says, else the header', () => {
    const silent = { targetPosition: null, mosaic: null, observingSite: null, gain: null, readNoise: null };
    expect(correctedFacts({ facts, corrections: {} })).toEqual({ ...facts, ...silent, corrected: [] });
    expect(correctedFacts({ facts, corrections: { filter: 'V', observed, targetPosition } })).toEqual({
      ...facts,
      ...silent,
      filter: 'V',
      observed,
      targetPosition,
      corrected: ['filter', 'observed', 'targetPosition']
    });
    const camera = { gain: 0.8, readNoise: 3, exposureTime: 30 as Seconds, clockOffset: 2 as Seconds };
    expect(correctedFacts({ facts: { ...facts, observed }, corrections: camera })).toMatchObject({
      gain: 0.8,
      readNoise: 3,
      exposureTime: 30,
      observed: { start: -1000, mid: 14_000 }
    });
  });

  it('is null for what is no FITS file', () => {
    expect(correctedFacts({ facts: null, corrections: { filter: 'V' } })).toBeNull();
  });
});

describe('changeCorrections', () => {
  const corrections: Corrections = { filter: 'V', frameType: 'dark' };

  it('changes, adds and takes away, and leaves the rest', () => {
    const changes = { filter: 'B', observed, frameType: null };
    expect(changeCorrections(corrections, changes)).toStrictEqual({ filter: 'B', observed });
    expect(changeCorrections(corrections, {})).toStrictEqual(corrections);
  });

  it('is undone by undoingChanges, which touches nothing else', () => {
    const changes = { filter: null, frameType: 'flat', targetPosition } as const;
    const undo = undoingChanges(corrections, changes);
    expect(changeCorrections(changeCorrections(corrections, changes), undo)).toStrictEqual(corrections);
    expect(changeCorrections({ observed }, undo)).toStrictEqual({ ...corrections, observed });
  });
});

test('the line about a file tells what was corrected', () => {
  const summary = (corrections: Corrections) => dataProductSummary({ facts, corrections } as DataProduct);
  expect(summary({})).toBe('20 s in R · 8 × 6 px');
  expect(summary({ observed, frameType: 'dark', filter: 'V' })).toBe(
    'dark · 20 s in V · 8 × 6 px · corrected: filter, frame type, time'
  );
});

test('the line about a file tells what is doubtful about its time, if that is not corrected', () => {
  const instant = {
    keywords: ['DATE-OBS'],
    hdu: null,
    remarks: [{ code: 'dayAndMonth', parameters: { first: 'day' } } as const]
  };
  const doubtful: ObservedTime = {
    ...observed,
    source: { code: 'instant', parameters: { instant } },
    midSource: {
      code: 'exposure',
      parameters: { instant, keyword: 'EXPTIME', fraction: 0.5, contradictedBy: 'DATE-END' }
    }
  };
  const product = { facts: { ...facts, observed: doubtful }, corrections: {} } as DataProduct;
  expect(dataProductSummary(product)).toBe(
    '20 s in R · 8 × 6 px · doubtful: day and month may be swapped, DATE-END contradicts EXPTIME'
  );
  expect(dataProductSummary({ ...product, corrections: { observed } })).toBe(
    '20 s in R · 8 × 6 px · corrected: time'
  );
});

import { describe, expect, it } from 'vitest';
import type { CorrectedFacts } from '../../../src/lib/domain/rows/correctedFacts';
import type { InputFile } from '../../../src/lib/domain/rows/InputFile';
import type { Seconds, UnixMilliseconds } from '../../../src/lib/domain/units/Brand';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import { FitsError } from '../../../src/lib/fits/file/FitsError';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { openFrame } from '../../../src/lib/frames/openFrame';
import cases from '../../fixtures/compressedCases.json';
import { countingBlob } from '../../fixtures/countingBlob';
import { uidOf } from '../../fixtures/uidOf';
import { givenBy } from '../../fixtures/timeSources';

const [WIDTH, HEIGHT] = [9, 7];
const VALUES = Uint16Array.from({ length: WIDTH * HEIGHT }, (_, i) => 900 * i + 3);

const inputFile = (blob: Blob, facts: CorrectedFacts | null = null): InputFile => ({
  uid: uidOf(1),
  name: 'a.fits',
  blob,
  facts
});

const frameWith = (cards: readonly Card[], facts: CorrectedFacts | null = null) =>
  openFrame(inputFile(writeFits({ data: VALUES, axes: [WIDTH, HEIGHT], cards }), facts));

const compressed = () =>
  openFrame(inputFile(new Blob([Uint8Array.from(Buffer.from(cases['RICE_1 u16'].file, 'base64'))])));

describe('a frame', () => {
  it('has what its headers say', async () => {
    const frame = await frameWith([
      ['DATE-OBS', '2024-03-10T20:00:00'],
      ['EXPTIME', 60],
      ['FILTER', 'V'],
      ['SATURATE', 50_000],
      ['EGAIN', 1.5],
      ['RDNOISE', 7],
      ['BAYERPAT', 'rggb'],
      ['BIASSEC', '[8:9,1:7]'],
      ['TRIMSEC', '[2:7,1:7]'],
      ['CTYPE1', 'RA---TAN'],
      ['CTYPE2', 'DEC--TAN'],
      ['CRPIX1', 3],
      ['CRPIX2', 3],
      ['CRVAL1', 10],
      ['CRVAL2', 20],
      ['CDELT1', -1e-4],
      ['CDELT2', 1e-4]
    ]);
    expect(frame).toMatchObject({
      name: 'a.fits',
      width: WIDTH,
      height: HEIGHT,
      facts: { filter: 'V', exposureTime: 60, targetPosition: null },
      time: Date.UTC(2024, 2, 10, 20, 0, 30),
      declaredSaturation: { saturate: 50_000, dataMax: null, largest: 65_535 },
      noise: { gain: { value: 1.5 }, readNoise: { value: 7 } },
      declaredMosaic: { pattern: 'RGGB', byUser: false },
      sections: {
        overscan: { x0: 7, x1: 9, y0: 0, y1: 7 },
        trim: { x0: 1, x1: 7, y0: 0, y1: 7 },
        trimmed: { width: 6, height: 7 },
        notes: []
      }
    });
    const { ra, dec } = frame.wcs!.pixelToWorld(2, 2)!;
    expect([ra, dec].map((angle) => angle.toFixed(9))).toEqual(['10.000000000', '20.000000000']);
  });

  it('has what its user says before that', async () => {
    const { facts } = await frameWith([
      ['DATE-OBS', '2024-03-10T20:00:00'],
      ['FILTER', 'V'],
      ['IMAGETYP', 'Light']
    ]);
    const observed = {
      start: 5000 as UnixMilliseconds,
      mid: null,
      source: givenBy('JD'),
      midSource: null
    };
    const said: CorrectedFacts = {
      ...facts,
      filter: 'GBRG',
      frameType: 'flat',
      observed,
      exposureTime: 3 as Seconds,
      gain: 0.7,
      readNoise: 2
    };
    const frame = await frameWith(
      [
        ['EGAIN', 1.5],
        ['RDNOISE', 7],
        ['FILTER', 'V']
      ],
      said
    );
    expect(frame).toMatchObject({
      facts: said,
      time: 5000,
      noise: { gain: { value: 0.7, isCertain: true }, readNoise: { value: 2 } },
      declaredMosaic: { pattern: 'GBRG', byUser: false }
    });
  });

  it('says what it has not', async () => {
    const frame = await frameWith([['TRIMSEC', '[1:99,1:7]']]);
    expect(frame).toMatchObject({
      time: null,
      wcs: null,
      noise: { gain: null, readNoise: null },
      declaredMosaic: null,
      sections: { overscan: null, trim: null, trimmed: { width: WIDTH, height: HEIGHT } }
    });
    expect(frame.sections.notes).toEqual([
      'TRIMSEC is [1:99,1:7], which is not a section [x1:x2,y1:y2] of an image of 9 x 7 pixels.'
    ]);
  });

  it('is read whole, by rows, or by rows as they are stored', async () => {
    const frame = await frameWith([]);
    expect(frame.canReadRows).toBe(true);
    expect((await frame.readImage()).data).toEqual(Float32Array.from(VALUES));
    expect(await frame.withImage(({ image }) => image.data.slice())).toEqual(Float32Array.from(VALUES));
    expect(await frame.readRows(2, 4)).toEqual(Float32Array.from(VALUES.subarray(2 * WIDTH, 4 * WIDTH)));
    const out = new Float32Array(WIDTH);
    expect(await frame.readRows(6, 7, out)).toBe(out);
    expect(out).toEqual(Float32Array.from(VALUES.subarray(6 * WIDTH)));
    const stored = new Uint8Array(2 * WIDTH);
    await frame.integerRows()!.read(0, 1, stored);
    expect(new DataView(stored.buffer).getInt16(2) + frame.integerRows()!.zero).toBe(VALUES[1]);
  });

  it('has no rows that can be read alone where it is compressed', async () => {
    const frame = await compressed();
    expect(frame.canReadRows).toBe(false);
    expect(frame.integerRows()).toBeNull();
    await expect(frame.readRows(0, 1)).rejects.toThrow(RangeError);
    const whole = await frame.readImage();
    expect(await frame.withImage(({ image }) => image.data.slice())).toEqual(whole.data);
  });

  it('is read once', async () => {
    const side = 600;
    const data = new Float32Array(side * side);
    const { blob, bytesRead } = countingBlob(writeFits({ data, axes: [side, side] }));
    const frame = await openFrame(inputFile(blob));
    // A header takes one read of up to four blocks, and so does looking for what comes after the image.
    const HEADERS = 2 * 4 * 2880;
    expect(bytesRead()).toBeLessThanOrEqual(HEADERS);
    await frame.withImage(() => undefined);
    expect(bytesRead()).toBeGreaterThanOrEqual(data.byteLength);
    expect(bytesRead()).toBeLessThanOrEqual(data.byteLength + HEADERS);
  });
});

describe('what is no frame', () => {
  const cube = inputFile(writeFits({ data: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]), axes: [2, 2, 2] }));

  it('is refused', async () => {
    await expect(openFrame(cube)).rejects.toThrow(
      new FitsError('The image is a cube of 2 planes, not a frame.')
    );
    await expect(openFrame(inputFile(writeFits({})), 'firstPlane')).rejects.toThrow(
      new FitsError('There is no image in this file.')
    );
    await expect(openFrame(inputFile(new Blob(['text'])))).rejects.toThrow(FitsError);
  });

  it('is its first plane where that is asked for', async () => {
    const frame = await openFrame(cube, 'firstPlane');
    expect((await frame.readImage()).data).toEqual(new Float32Array([1, 2, 3, 4]));
    expect(await frame.readRows(1, 2)).toEqual(new Float32Array([3, 4]));
  });
});

/**
 * The small FITS files of the cases, each with one thing in it that cameras and tools do write, against what is true of
 * them (README.md there). The mosaics are looked at by `fitsThumbnail.test.ts`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileFacts } from '../../../src/lib/domain/image/FileFacts';
import { firstImage } from '../../../src/lib/fits/image/firstImage';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { readPixels } from '../../../src/lib/fits/image/readPixels';
import { describeTable } from '../../../src/lib/fits/tables/describeTable';
import { readTable } from '../../../src/lib/fits/tables/readTable';
import { importFile } from '../../../src/lib/runtime/files/importFile';
import type { ImportedFile } from '../../../src/lib/runtime/protocol';

const CASES = process.env.POCKET_TOM_CASES ?? resolve('../shared/cases');
const FOLDER = join(CASES, 'fits');

interface Truth {
  readonly pixels?: readonly number[];
  /** ISO 8601, in UTC. */
  readonly start?: string;
  readonly mid?: string;
  readonly facts?: Partial<FileFacts>;
  /** Codes of what is said to have been passed over. */
  readonly remarks?: readonly string[];
}

const STARTED = '2022-06-07T21:15:04.500Z';
const PLAIN: Truth = {
  pixels: [1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011],
  start: '2021-04-05T20:10:00.000Z',
  mid: '2021-04-05T20:10:15.000Z',
  facts: { exposureTime: 30 as FileFacts['exposureTime'] }
};
const exposed = (seconds: number) => ({ exposureTime: seconds as FileFacts['exposureTime'] });

const TRUTHS: Readonly<Record<string, Truth>> = {
  '01-plio-unsigned.fits.fz': { pixels: [1000, 1000, 5, 0, 70, 70, 70, 32767, 1, 2, 3, 4] },
  '02-plio-unsigned-above-32767.fits.fz': { pixels: [1000, 1000, 5, 0, 70, 70, 70, 40000, 1, 2, 3, 4] },
  '03-nul-block-between-hdus.fits': {
    pixels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    remarks: ['skippedBytes']
  },
  '04-no-blank-after-equals.fits': { start: '2022-06-07T21:15:00.250Z', facts: exposed(42.5) },
  '05-date-end-local.fits': { start: STARTED, mid: '2022-06-07T21:15:34.500Z' },
  '06-date-end-contradicts-exptime.fits': { start: STARTED, mid: '2022-06-07T21:15:34.500Z' },
  '07-exposure-in-microseconds.fits': {
    start: STARTED,
    mid: '2022-06-07T21:15:10.500Z',
    facts: exposed(12)
  },
  '08-frame-received.fits': { start: '2022-06-07T21:14:24.500Z', mid: '2022-06-07T21:14:44.500Z' },
  '09-exp-keyword.fits': { start: STARTED, facts: exposed(15) },
  '10-exptime-decimal-comma.fits': { start: STARTED, facts: exposed(60) },
  '11-date-dd-mm-yyyy.fits': { start: '2004-08-17T21:04:05.000Z' },
  '12-date-with-colons.fits': { start: '2019-07-08T02:03:04.000Z' },
  '13-date-comma-fraction.fits': { start: '2024-05-06T02:03:04.125Z' },
  '14-midnight-and-time-obs.fits': { start: '2024-05-06T02:03:04.000Z' },
  '15-local-time-with-offset.fits': { start: '2024-05-06T00:03:04.000Z' },
  '16-filter-unquoted.fits': { facts: { filter: 'R' } },
  '17-obstype-standard.fits': { facts: { frameType: 'light' } },
  '19-stacked-cube.fit': { facts: { filter: 'IRCUT', width: 40, height: 60, frameType: 'light' } },
  '20-gzip-trailing-zeros.fits.gz': PLAIN,
  '21-gzip-trailing-text.fits.gz': { ...PLAIN, remarks: ['bytesAfterGzip'] },
  '22-gzip-two-members.fits.gz': PLAIN,
  '23-bzip2.fits.bz2': PLAIN,
  '24-fpack-d-real.fits.fz': { pixels: Array<number>(620).fill(3.25) },
  '25-cut-in-second-header.fits': { ...PLAIN, remarks: ['damagedHdu'] },
  '27-filtname.fits': { facts: { filter: 'VR' } }
};

const imported = (name: string): Promise<ImportedFile> =>
  importFile({ name, blob: new Blob([readFileSync(join(FOLDER, name))]) }, null);

async function pixelsOf(blob: Blob): Promise<number[]> {
  const file = await openFits(blob);
  return Array.from((await readPixels(file, firstImage(file.hdus)!)).data, Number);
}

describe.skipIf(!existsSync(FOLDER))('the small FITS files', () => {
  it.each(Object.entries(TRUTHS))('%s is read as it is meant', async (name, truth) => {
    const { blob, inspection } = await imported(name);
    expect(inspection.type).toBe('fits_file');
    expect(inspection.unreadable).toBeNull();
    expect(inspection.facts).toMatchObject(truth.facts ?? {});
    const { start, mid } = inspection.facts!.observed ?? { start: null, mid: null };
    const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());
    expect([iso(start), iso(mid)]).toEqual([truth.start ?? iso(start), truth.mid ?? iso(mid)]);
    expect(inspection.remarks.map(({ code }) => code)).toEqual(truth.remarks ?? []);
    const pixels = await pixelsOf(blob);
    expect(pixels).toEqual(truth.pixels ?? pixels);
  });

  it('are all looked at', () => {
    const numbers = readdirSync(FOLDER).flatMap((name) => /^\d\d/.exec(name) ?? []);
    const known = Object.keys(TRUTHS).map((name) => name.slice(0, 2));
    expect(numbers.filter((number) => ![...known, '18', '26'].includes(number))).toEqual([]);
  });

  it('26-ascii-table-nan.fits has nothing in a cell of three', async () => {
    const { blob } = await imported('26-ascii-table-nan.fits');
    const file = await openFits(blob);
    const [flux] = await readTable(file, describeTable(file.hdus[1]!));
    expect([...(flux!.values as ArrayLike<number> as number[])]).toEqual([1500.5, NaN, 1502.25]);
  });
});

/** The tables of the cases, against what is true of them (README.md there). */
import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PhotometryMeasurement } from '../../../src/lib/domain/rows/FinishedOutput';
import type { Degrees } from '../../../src/lib/domain/units/Brand';
import { readPhotometry } from '../../../src/lib/runtime/files/readPhotometry';

const TABLES = join(process.env.POCKET_TOM_CASES ?? resolve('../shared/cases'), 'tables/import');
const TARGET = { ra: 150 as Degrees, dec: 20 as Degrees };
const magnitude = (value: number, error: number) => expect(value).toBeCloseTo(error, 1);

async function read(name: string) {
  const rows: PhotometryMeasurement[] = [];
  const report = await readPhotometry(
    await openAsBlob(join(TABLES, name)),
    TARGET,
    null,
    (part) => void rows.push(...part)
  );
  return { report, rows, values: rows.map(({ value }) => value) };
}

describe.skipIf(!existsSync(TABLES))('the import of a table of the cases', () => {
  it.each([
    'aavso-own.txt',
    'aavso-notes-bars.txt',
    'aavso-notes-semicolons.txt',
    'aavso-notes-exclamation.txt'
  ])('reads twelve magnitudes whatever is in the notes: %s', async (name) => {
    const { values } = await read(name);
    expect(values).toHaveLength(12);
    for (const value of values) magnitude(value.magnitude, 12.3);
    expect(values[0]).toMatchObject({ filter: 'V', error: expect.closeTo(0.0058, 4) });
  });

  it('keeps filters and limits', async () => {
    const filters = (await read('aavso-sdss-filters.txt')).values.map(({ filter }) => filter);
    for (const filter of ['SG', 'SR', 'SI']) expect(filters.filter((one) => one === filter)).toHaveLength(4);
    const { values } = await read('aavso-limits.txt');
    expect(values.filter(({ isLimit }) => isLimit)).toHaveLength(12);
  });

  it.each([
    ['own-exoclock.txt', 'bjd'],
    ['exoplanet-report.txt', 'bjd'],
    ['flux-row-numbers.tbl', 'jd']
  ])('takes fluxes for fluxes, so that a transit is fainter: %s', async (name, timeKind) => {
    const { report, values } = await read(name);
    expect(report.mapping.timeKind).toBe(timeKind);
    expect(report.mapping.roles).toContain('flux');
    expect(report.readable).toBe(report.rows);
    const magnitudes = values.map((value) => value.magnitude);
    const [first, deepest] = [magnitudes[0]!, Math.max(...magnitudes)];
    expect(deepest - first).toBeGreaterThan(0.015);
    expect(deepest - first).toBeLessThan(0.03);
    expect(Math.min(...magnitudes) - first).toBeGreaterThan(-0.005);
    expect(values[0]!.error).toBeCloseTo(0.00109, 4);
  });

  it('asks what numbers about 1 without a name are', async () => {
    const { report } = await read('flux-three-columns.txt');
    expect(report).toMatchObject({ readable: 0, notes: ['Choose the magnitude or flux column.'] });
    const roles = ['time', 'flux', 'error'] as const;
    const chosen = await readPhotometry(
      await openAsBlob(join(TABLES, 'flux-three-columns.txt')),
      TARGET,
      { roles, timeKind: 'jd' },
      null
    );
    expect(chosen.readable).toBe(12);
  });
});

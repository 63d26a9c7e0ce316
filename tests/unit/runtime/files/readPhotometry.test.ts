import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Degrees } from '../../../../src/lib/domain/units/Brand';
import type { PhotometryMeasurement } from '../../../../src/lib/domain/rows/FinishedOutput';
import { julianDates } from '../../../../src/lib/kernels/time/julianDates';
import { readPhotometry } from '../../../../src/lib/runtime/files/readPhotometry';

const DATA = process.env.POCKET_TOM_DATA ?? '../shared/data';
const target = { ra: 82.9 as Degrees, dec: -23.4 as Degrees };

async function read(content: string | Uint8Array<ArrayBuffer>) {
  const taken: PhotometryMeasurement[] = [];
  const report = await readPhotometry(new Blob([content]), target, null, (rows) => void taken.push(...rows));
  return { report, taken };
}

it.each(['hjd', 'bjd'])('converts %s to the time at the Earth, UTC', async (kind) => {
  const date = 2459001.5;
  const { taken } = await read(`${kind},mag\n${date},12\n`);
  const { hjdUtc, bjdTdb } = julianDates(taken[0]!.timestamp, target);
  expect(Math.abs((kind === 'hjd' ? hjdUtc : bjdTdb) - date) * 86_400_000).toBeLessThan(2);
  expect(taken[0]!.value.bjdTdb).toBe(kind === 'bjd' ? date : undefined);
});

it('hands over 100,000 rows in parts, in order, and reports no more than a hundred problems', async () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => `${59000 + i / 100},${i % 10 === 0 ? 'x' : 12}\n`);
  const { report, taken } = await read(`mjd,mag\n${rows.join('')}`);
  expect(report).toMatchObject({ rows: 100_000, readable: 90_000 });
  expect(report.problems).toHaveLength(100);
  expect(taken).toHaveLength(90_000);
  expect(taken.every(({ timestamp }, i) => i === 0 || timestamp > taken[i - 1]!.timestamp)).toBe(true);
});

it('asks for the columns that it cannot guess', async () => {
  const { report } = await read('a,b\nx,y\n');
  expect(report).toMatchObject({
    readable: 0,
    notes: ['Choose the time column and the magnitude or flux column.']
  });
});

it.each([
  ['mjd,flux,flux_err\n59000,1,0.01\n59001,0.5,0.01\n', 'time,flux,error'],
  // The target is T1; there may be columns of other stars before it.
  [
    'JD_UTC\trel_flux_C2\trel_flux_T1\trel_flux_err_T1\n2459000.5\t7\t1\t0.01\n2459001.5\t7\t0.5\t0.01\n',
    'time,,flux,error'
  ],
  [
    '#TYPE=EXOPLANET\n#MEASUREMENT_TYPE=Rflux\n#DATE,DIFF,ERR\n2459000.5,1,0.01\n2459001.5,0.5,0.01\n',
    'time,flux,error'
  ]
])('turns fluxes into magnitudes, and says so: %s', async (text, roles) => {
  const { report, taken } = await read(text);
  expect(report.mapping.roles.join()).toBe(roles);
  expect(report.notes).toContainEqual(expect.stringContaining('a flux of 1 is magnitude 0'));
  expect(taken.map(({ value }) => value.magnitude)).toEqual([-0, expect.closeTo(0.7526, 4)]);
  expect(taken.map(({ value }) => value.error)).toEqual([
    expect.closeTo(0.0109, 4),
    expect.closeTo(0.0217, 4)
  ]);
});

it('has no magnitude of a flux that is not above 0', async () => {
  const { report } = await read('mjd,counts\n59000,-3\n59001,12\n59002,0\n');
  expect(report).toMatchObject({ readable: 1, problems: [{ line: 2 }, { line: 4 }] });
});

it.each([
  ['row numbers', '1 59000.1 12.1\n2 59000.2 12.2\n3 59000.3 12.3\n', ',time,magnitude'],
  ['numbers about 1', '59000.1 0.99\n59000.2 1.01\n59000.3 0.98\n', 'time,'],
  ['small differences', '59000.1 -0.30\n59000.2 -0.31\n59000.3 0.28\n', 'time,magnitude']
])('in a table without names, of %s', async (_, text, roles) => {
  expect((await read(text)).report.mapping.roles.join()).toBe(roles);
});

it.each([',', ';', '|', '!'])('takes the delimiter that a file names: %s', async (delimiter) => {
  const others = [',', ';', '|', '!'].filter((one) => one !== delimiter).join(' x ');
  const rows = ['NAME', 'DATE', 'MAG', 'NOTES'].join(delimiter);
  const row = ['A', '2459000.5', '12.3', `a ${others} b`].join(delimiter);
  const { taken } = await read(`#DELIM=${delimiter}\n#DATE=JD\n${rows}\n${row}\n${row}\n`);
  expect(taken.map(({ value }) => value.magnitude)).toEqual([12.3, 12.3]);
});

it('reads what old Western programs write', async () => {
  const { taken } = await read(
    Uint8Array.from(Buffer.from('mjd,mag,source\n59000,12,Jos\u00e9\n', 'latin1'))
  );
  expect(taken[0]!.value.source).toBe('José');
});

describe.skipIf(!existsSync(join(DATA, 'lc-periods')))('real tables map by themselves', () => {
  it.each([
    ['aavso/delta_cep_processed.tsv', 4268, 'jd', 'time,magnitude,'],
    ['aavso/eta_aql_aavso1.csv', 67, 'jd', 'time,magnitude,,,filter,,,,,,,,,,,,,'],
    ['aavso/tcas.tsv', 335, 'mjd', 'time,magnitude'],
    ['rrlyrae-s82/1013184.csv', 291, 'mjd', 'time,magnitude,error,filter']
  ])('%s', async (name, rows, timeKind, roles) => {
    const { report, taken } = await read(Uint8Array.from(await readFile(join(DATA, 'lc-periods', name))));
    expect(report).toMatchObject({ rows, readable: rows, mapping: { timeKind } });
    expect(report.mapping.roles.join()).toBe(roles);
    expect(taken).toHaveLength(rows);
  });
});

import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { UnixMilliseconds } from '../../../src/lib/domain/units/Brand';
import type { PhotometryMeasurement } from '../../../src/lib/domain/rows/FinishedOutput';
import { photometryValue, type PhotometryFields } from '../../../src/lib/domain/rows/photometryValue';
import { Random } from '../../../src/lib/kernels/simulation/Random';
import period from '../../../src/lib/pipelines/period/pipeline';
import { sampling } from '../../../src/lib/kernels/periods/sampling';
import { searchPeriods } from '../../../src/lib/pipelines/period/searchPeriods';
import { searchGrid } from '../../../src/lib/pipelines/period/searchGrid';
import { type Run, runInNode } from '../../fixtures/runInNode';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');

/** Rows of an output by the names of their columns. */
function table({ outputs }: Run, name: string): Record<string, string>[] {
  const output = outputs.find((output) => output.name === name);
  if (output?.kind !== 'text') throw new Error(`no ${name}`);
  return Papa.parse<Record<string, string>>(output.text, { header: true, skipEmptyLines: true }).data;
}

const bestPeriod = (run: Run): number => Number(table(run, 'candidates.csv')[0].period);

const textFile = (name: string, text: string) => ({ name, blob: new Blob([text]) });

describe.skipIf(!existsSync(DATA))('real light curves, of which nothing is said', { timeout: 30_000 }, () => {
  const fileOf = async (path: string) => ({ name: path, blob: await openAsBlob(join(DATA, path)) });

  test.each([
    ['lc-periods/rrlyrae-s82/1013184.csv', 0.614318301, 1e-4, 2],
    ['lc-periods/rrlyrae-s82/1157760.csv', 0.602961411, 1e-4, 2],
    ['lc-periods/rrlyrae-s82/1359573.csv', 0.269456462, 1e-4, 2],
    ['lc-periods/rrlyrae-s82/1452363.csv', 0.459303362, 1e-4, 2],
    ['lc-periods/rrlyrae-s82/1594723.csv', 0.639304965, 1e-4, 2],
    ['lc-periods/rrlyrae-s82/190889.csv', 0.515945314, 1e-4, 2],
    ['lc-periods/aavso/delta_cep_processed.tsv', 5.3663, 5e-4, 3],
    ['lc-periods/aavso/eta_aql_aavso1.csv', 7.177, 0.02, 3],
    ['lc-periods/aavso/tcas.tsv', 445, 0.02, 2],
    ['ts-ogle-lmc531-cepheid/truth/cepheid.dat', 3.788, 2e-3, 3]
  ])('%s: %d d', async (path, truth, tolerance) => {
    const run = await runInNode(period, [await fileOf(path)], { flags: { period: true } });
    expect(run.failureMessage).toBeNull();
    expect(Math.abs(bestPeriod(run) / truth - 1)).toBeLessThan(tolerance);
  });

  test('transits of HAT-P-7 in the table of Kepler', async () => {
    const kepler = await fileOf('lc-periods/kepler/kplr010666592-2009131110544_slc.fits');
    const run = await runInNode(period, [kepler], { flags: { period: false, eebls: true } });
    expect(run.failureMessage).toBeNull();
    const [best] = table(run, 'transit_candidates.csv');
    expect(Math.abs(Number(best.period) - 2.204735)).toBeLessThan(0.01);
    expect(Number(best.depth)).toBeGreaterThan(0.005);
    expect(Number(best.depth)).toBeLessThan(0.008);
  });
});

const DAY = 86_400_000;
const TRUTH = 0.37;

/** Nights of a sawtooth, 0.5 mag from top to bottom. */
function nights(seed: number, points = 120): { jd: number; magnitude: number; error: number }[] {
  const random = new Random(seed);
  return Array.from({ length: points }, () => {
    const jd = 2_459_000.5 + Math.floor(40 * random.uniform()) + 0.3 * random.uniform();
    const cycles = jd / TRUTH;
    return { jd, magnitude: 12 + 0.5 * (cycles - Math.floor(cycles)) + 0.02 * random.normal(), error: 0.02 };
  }).sort((a, b) => a.jd - b.jd);
}

const measurement = (
  { jd, magnitude, error }: ReturnType<typeof nights>[number],
  more: Partial<PhotometryFields> = {}
): PhotometryMeasurement => ({
  timestamp: Math.round((jd - 2_440_587.5) * DAY) as UnixMilliseconds,
  value: photometryValue({ magnitude, error, ...more }),
  dataProductUid: null
});

const csv = (rows: ReturnType<typeof nights>) =>
  ['JD,mag,err', ...rows.map(({ jd, magnitude, error }) => [jd, magnitude, error].join())].join('\n');

describe('of the target', () => {
  test('finds the period in its photometry, without what is excluded or a limit', async () => {
    const rows = nights(1);
    const photometry = [
      ...rows.map((row) => measurement(row, { filter: 'V' })),
      measurement({ ...rows[0], magnitude: 3 }, { filter: 'V', excluded: 'a cloud' }),
      measurement({ ...rows[0], magnitude: 2 }, { filter: 'V', isLimit: true }),
      ...rows.slice(0, 9).map((row) => measurement({ ...row, magnitude: 11 }, { filter: 'R' }))
    ];
    const run = await runInNode(period, [], { photometry });
    expect(run.failureMessage).toBeNull();
    expect(run.statuses).toEqual(['Gathering data files', 'Searching for periods']);
    const [best, ...others] = table(run, 'candidates.csv');
    expect(Math.abs(Number(best.period) - TRUTH)).toBeLessThan(4 * Number(best.period_error));
    expect(Number(best.period_error)).toBeLessThan(1e-4);
    expect(Number(best.false_alarm_probability)).toBeLessThan(1e-20);
    expect(others.map(({ note }) => note)).toContainEqual(expect.stringContaining('daily alias'));
    expect(run.log).toContain('1 that you excluded are left out');
    expect(run.log).toContain('1 that is only a limit is left out');
    expect(run.log).toContain('as seen from the Earth (UTC)');
    expect(run.log).toContain('Filters are R (9), V (120). Only V is used');
    expect(run.log).toContain('looks like one with 1.3 or 0.7');

    expect(run.warnings.slice(0, 2)).toMatchObject([
      { code: 'pointsLeftOut', parameters: { name: null, count: 1, because: 'limit' } },
      {
        code: 'filtersLeftOut',
        parameters: {
          used: 'V',
          counts: [
            ['R', 9],
            ['V', 120]
          ]
        }
      }
    ]);
    const folded = table(run, 'folded.csv');
    expect(folded).toHaveLength(120);
    expect(
      folded.every(({ phase, filter }) => Number(phase) >= 0 && Number(phase) < 1 && filter === 'V')
    ).toBe(true);
    const early = folded.filter(({ phase }) => Number(phase) > 0.1 && Number(phase) < 0.3);
    const late = folded.filter(({ phase }) => Number(phase) > 0.6 && Number(phase) < 0.8);
    const mean = (rows: readonly Record<string, string>[]) =>
      rows.reduce((sum, { magnitude }) => sum + Number(magnitude), 0) / rows.length;
    expect(mean(late) - mean(early)).toBeCloseTo(0.25, 1);

    const highest = table(run, 'periodogram.csv').toSorted((a, b) => Number(b.power) - Number(a.power))[0];
    expect(Math.abs(Number(highest.period) - TRUTH)).toBeLessThan(0.001);
    expect(Object.keys(highest)).toEqual(['period', 'frequency', 'power', 'window']);
    const plot = run.outputs.find(({ name }) => name === 'period.svg');
    if (plot?.kind !== 'file') throw new Error('there is no plot');
    expect(plot.tag).toBe('plot');
    const svg = await plot.blob.text();
    expect(svg).toContain(`<title>Period ${TRUTH}`);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    for (const words of [
      'Period (days)',
      'Phase',
      'Magnitude',
      'Fitted curve',
      ...[best, ...others].map(({ rank }) => rank)
    ])
      expect(svg).toContain(`>${words}</text>`);
    const marks = [...svg.matchAll(/<path d="([^"]*)" fill="#0a5bb5"/g)].flatMap(([, d]) =>
      d.match(/M[^Z]*Z/g)!
    );
    expect(marks.length).toBeGreaterThan(230); // each of 120 twice, but for those on the same spot
    expect(marks.length).toBeLessThan(243);
  });

  test('goes by barycentric times where all measurements have them', async () => {
    const rows = nights(2, 60);
    const photometry = rows.map((row) =>
      measurement({ ...row, jd: row.jd + 0.004 * Math.sin(row.jd) }, { bjdTdb: row.jd })
    );
    const run = await runInNode(period, [], { photometry });
    expect(run.log).toContain('Times are barycentric (BJD_TDB)');
    expect(Number(table(run, 'folded.csv')[0].time)).toBeGreaterThan(2_459_000);
    expect(Math.abs(bestPeriod(run) - TRUTH)).toBeLessThan(1e-3);
  });

  test('two filters together, less the mean of each', async () => {
    const photometry = nights(3).map((row, i) =>
      i % 2
        ? measurement(row, { filter: 'V' })
        : measurement({ ...row, magnitude: row.magnitude - 2 }, { filter: 'R' })
    );
    const run = await runInNode(period, [], { photometry, parameters: { filter: 'all' } });
    expect(run.log).toContain('the mean of each filter is subtracted');
    expect(table(run, 'folded.csv')).toHaveLength(120);
    expect(Math.abs(bestPeriod(run) - TRUTH)).toBeLessThan(1e-3);
  });
});

describe('of text files', () => {
  const rows = nights(4);

  test.each([
    [
      'in another order, reversed in time',
      [
        'x;error;V mag;HJD',
        ...rows.toReversed().map(({ jd, magnitude, error }) => `a;${error};${magnitude};${jd}`)
      ]
    ],
    [
      'as dates',
      [
        'time,mag',
        ...rows.map(({ jd, magnitude }) => `${new Date((jd - 2_440_587.5) * DAY).toISOString()},${magnitude}`)
      ]
    ],
    ['without names', rows.map(({ jd, magnitude, error }) => `${jd} ${magnitude} ${error}`)],
    [
      'of fluxes, named by nobody',
      ['time flux', ...rows.map(({ jd, magnitude }) => `${jd} ${10 ** (-0.4 * (magnitude - 12))}`)]
    ]
  ])('finds time and brightness %s', async (_, lines) => {
    const run = await runInNode(period, [textFile('data.txt', lines.join('\n'))]);
    expect(run.failureMessage).toBeNull();
    expect(Math.abs(bestPeriod(run) - TRUTH)).toBeLessThan(1e-3);
  });

  test('takes the columns that are asked for, by name or by number', async () => {
    const lines = [
      'when,other,bright,sig',
      ...rows.map(({ jd, magnitude, error }) => [jd, 1, magnitude, error].join())
    ];
    const parameters = { time_column: 'WHEN', value_column: '3', error_column: 'sig' };
    const run = await runInNode(period, [textFile('data.csv', lines.join('\n'))], { parameters });
    expect(run.log).toContain(
      "times from column 'when', brightnesses from column 'bright', errors from column 'sig'"
    );
    expect(Math.abs(bestPeriod(run) - TRUTH)).toBeLessThan(1e-3);
    const wrong = await runInNode(period, [textFile('data.csv', lines.join('\n'))], {
      parameters: { value_column: 'mag' }
    });
    expect(wrong.failureMessage).toBe(
      "Error in file 'data.csv': there is no column 'mag' for the brightness. Columns are when, other, bright, sig."
    );
  });

  test('says what is odd, and goes on', async () => {
    const lines = csv(rows).split('\n');
    lines[4] = 'nan,12.1,0.02';
    lines[6] = `${rows[5].jd},,0.02`;
    lines[8] = `${rows[7].jd},<14.1,0.02`;
    lines[10] = `${rows[8].jd},12.2,0`;
    const run = await runInNode(period, [textFile('odd.csv', [...lines, lines[20]].join('\n'))]);
    expect(run.log).toContain("'odd.csv': 2 lines without a time or a brightness are left out: line 5, 7.");
    expect(run.log).toContain('1 that is only a limit is left out');
    expect(run.log).toContain('1 measurement has no error: the median of the others, 0.02, is assumed.');
    expect(run.log).toContain('not in order of time, and were sorted');
    expect(run.log).toContain('have the same time as the one before');
    expect(run.warnings).toMatchObject([
      { code: 'pointsLeftOut', parameters: { name: 'odd.csv', count: 1, because: 'limit' } },
      { code: 'pointsLeftOut', parameters: { count: 2, because: 'unreadable', lines: [5, 7] } },
      { code: 'sameTimes', parameters: { count: 2 } },
      { code: 'errorsAssumed', parameters: { count: 1, error: 0.02 } }
    ]);
    expect(Math.abs(bestPeriod(run) - TRUTH)).toBeLessThan(1e-3);
  });

  test('all errors zero: nothing is weighted', async () => {
    const run = await runInNode(period, [
      textFile('zero.csv', csv(rows.map((row) => ({ ...row, error: 0 }))))
    ]);
    expect(run.log).toContain(
      'No errors are given (or all are 0), so all measurements have the same weight.'
    );
    expect(table(run, 'folded.csv')[0].error).toBe('');
  });

  test('a straight line over time is taken out if asked for', async () => {
    const sloped = rows.map((row) => ({ ...row, magnitude: row.magnitude + 0.1 * (row.jd - 2_459_000) }));
    const run = await runInNode(period, [textFile('slope.csv', csv(sloped))], {
      flags: { period: true, detrend: true }
    });
    expect(run.log).toMatch(/A straight line of 0\.(099|100|101)\d* per day was subtracted/);
    expect(Math.abs(bestPeriod(run) - TRUTH)).toBeLessThan(1e-3);
  });

  test('100,000 rows', { timeout: 30_000 }, async () => {
    const random = new Random(9);
    const lines = Array.from({ length: 100_000 }, (_, i) => {
      const jd = 2_459_000 + i / 1440;
      return `${jd.toFixed(6)},${(12 + 0.01 * Math.sin((2 * Math.PI * jd) / 5.5) + 0.02 * random.normal()).toFixed(4)}`;
    });
    const file = textFile('long.csv', ['jd,mag', ...lines].join('\n'));
    const run = await runInNode(period, [file], { parameters: { shortest: 1, harmonics: 1 } });
    expect(bestPeriod(run)).toBeCloseTo(5.5, 1);
    expect(table(run, 'folded.csv')).toHaveLength(100_000);
  });

  test.each([
    [
      'JD,mag,err\n2459000.5,12,0.1',
      {},
      'There is 1 measurement to use. A period search with 3 harmonics needs at least 9.'
    ],
    [
      csv(rows.map((row) => ({ ...row, jd: 2_459_000 }))),
      {},
      'All measurements have the same time, so there is no period to search.'
    ],
    [
      csv(rows.map((row) => ({ ...row, magnitude: 12 }))),
      {},
      'All brightnesses are the same, so there is no period to search.'
    ],
    [csv(rows), { shortest: 50, longest: 20 }, 'No period is between 50 and 20 d.'],
    [csv(rows), { filter: 'V' }, "No measurement is in filter 'V'. Filters are none (120)."],
    ['', {}, "Error in file 'bad.csv': Empty table or invalid file type"],
    [
      'JD,mag\nx,y\nz,w',
      {},
      "Error in file 'bad.csv': no line has a time in column 'JD' and a brightness in column 'mag'. Name the columns to use, or give their numbers."
    ]
  ])('says why it cannot: %#', async (text, parameters, message) => {
    const run = await runInNode(period, [textFile('bad.csv', text)], { parameters });
    expect(run.failureMessage).toBe(message);
  });

  test('wants to know what to search for', async () => {
    const run = await runInNode(period, [textFile('a.csv', csv(rows))], { flags: { period: false } });
    expect(run.failureMessage).toMatch(/^Nothing to search for/);
  });

  test('wants something to search', async () => {
    expect((await runInNode(period, [])).failureMessage).toMatch(
      /^No input files to process, and the target has no photometry/
    );
  });
});

/** Twelve measurements at random times in each of some nights. */
function nightsOf(random: Random): Float64Array {
  const times: number[] = [];
  let night = 0;
  for (let left = 5 + 20 * random.uniform(); left > 0; left--) {
    night += 1 + Math.floor(3 * random.uniform());
    for (let i = 0; i < 12; i++) times.push(night + 0.3 * random.uniform());
  }
  return Float64Array.from(times).sort();
}

describe('of simulated stars', () => {
  test('finds the period of a sine, and no multiple of it, however little noise there is', () => {
    const stars = 21;
    const right = Array.from({ length: stars }, (_, star) => {
      const random = new Random(4, star);
      const times = nightsOf(random);
      const truth = 0.11 * 12 ** random.uniform();
      const noise = [0.0005, 0.005, 0.03][star % 3]!;
      const values = times.map(
        (time) => 0.2 * Math.sin((2 * Math.PI * time) / truth) + noise * random.normal()
      );
      const series = { times, values, errors: new Float64Array(times.length).fill(noise) };
      const grid = searchGrid(sampling(times), 3, null, null);
      const [best] = searchPeriods(series, grid, 3, true).candidates;
      return Math.abs(best!.period / truth - 1) < 0.005 && best!.terms === 1;
    });
    expect(right.filter(Boolean).length).toBeGreaterThanOrEqual(0.95 * stars);
  });

  test('takes the period of two minima that differ, and as many harmonics as they need', () => {
    const random = new Random(5);
    const times = nightsOf(random);
    const truth = 0.83;
    const dip = (phase: number, at: number) => Math.exp(-(((phase - at) / 0.09) ** 2));
    const values = times.map((time) => {
      const phase = (time / truth) % 1;
      return 0.6 * dip(phase, 0.25) + 0.3 * dip(phase, 0.75) + 0.01 * random.normal();
    });
    const series = { times, values, errors: new Float64Array(times.length).fill(0.01) };
    const [best] = searchPeriods(series, searchGrid(sampling(times), 3, null, null), 3, true).candidates;
    expect(Math.abs(best!.period / truth - 1)).toBeLessThan(0.005);
    expect(best!.terms).toBeGreaterThan(1);
  });
});

describe('transits', () => {
  /** Of 2 %, for 0.12 d, every 2.2 d. */
  function transits(sign: number): string {
    const random = new Random(5);
    const lines = Array.from({ length: 800 }, (_, i) => {
      const jd = 2_459_000 + i / 72;
      const isIn = (((jd - 2_459_000.7) % 2.2) + 2.2) % 2.2 < 0.12;
      return `${jd.toFixed(5)},${(1 + sign * (isIn ? 0.02 : 0) + 0.004 * random.normal()).toFixed(5)}`;
    });
    return lines.join('\n');
  }

  test.each([
    ['flux', -1],
    ['mag', 1]
  ])('are found in %s', async (name, sign) => {
    const run = await runInNode(period, [textFile('t.csv', `jd,${name}\n${transits(sign)}`)], {
      flags: { period: false, eebls: true }
    });
    expect(run.failureMessage).toBeNull();
    expect(run.statuses).toEqual(['Gathering data files', 'Searching for transits']);
    const [best] = table(run, 'transit_candidates.csv');
    expect(Math.abs(Number(best.period) - 2.2)).toBeLessThan(0.01);
    expect(Math.abs(Number(best.depth) - 0.02)).toBeLessThan(0.003);
    // No errors are given: about 43 points of each cycle's dips scatter by 0.004.
    expect(run.warnings).toMatchObject([
      { code: 'noErrors', parameters: { scatter: expect.closeTo(0.004, 3) } }
    ]);
    expect(Number(best.depth_error)).toBeGreaterThan(0.0004);
    expect(Number(best.depth_error)).toBeLessThan(0.0009);
    const cycles = (Number(best.mid_transit) - 2_459_000.76) / 2.2;
    expect(Math.abs(cycles - Math.round(cycles)) * 2.2).toBeLessThan(0.03);
    const inside = table(run, 'transit_folded.csv').filter(
      ({ phase }) => Math.abs(Number(phase) - 0.5) < 0.015
    );
    const values = inside.map((row) => Number(row[name === 'mag' ? 'magnitude' : 'flux']));
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(1 + sign * 0.02, 2);
  });

  test('need two cycles', async () => {
    const run = await runInNode(period, [textFile('short.csv', csv(nights(6)))], {
      flags: { period: false, eebls: true },
      parameters: { shortest: 30 }
    });
    expect(run.failureMessage).toMatch(/^A box search needs two cycles/);
  });
});

test('warns where the best period may be noise', async () => {
  const random = new Random(9);
  const noise = nights(7).map((row) => ({ ...row, magnitude: 12 + 0.02 * random.normal() }));
  const run = await runInNode(period, [textFile('noise.csv', csv(noise))], { parameters: { harmonics: 1 } });
  expect(run.warnings.map(({ code }) => code)).toContain('falseAlarm');
});

test.each([
  ['given', { span: 40, medianGap: 0.01, isEven: false }, 0.5],
  ['even', { span: 40, medianGap: 0.01, isEven: true }, null],
  ['gaps', { span: 40, medianGap: 0.01, isEven: false }, null],
  ['usual', { span: 40, medianGap: 1, isEven: false }, null],
  ['limited', { span: 4000, medianGap: 1, isEven: false }, 0.0001]
] as const)('a grid of periods says why it ends: %s', (code, sampling, shortest) => {
  const grid = searchGrid(sampling, 1, shortest, null);
  expect(grid.end.code).toBe(code);
  expect(grid.wanted).toBe(shortest ?? grid.wanted);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnixMilliseconds } from '../../../src/lib/domain/units/Brand';
import { TIME_KINDS } from '../../../src/lib/domain/measurement/photometryTable';
import { delimitedTable } from '../../../src/lib/formats/delimitedTable';
import { guessPhotometryMapping } from '../../../src/lib/formats/guessPhotometryMapping';
import { readRows } from '../../fixtures/readRows';

/** Eight minutes earlier, whatever the date, so that conversions show. */
const EIGHT_MINUTES = 480_000;
const arrivalTime = (julianDate: number) =>
  (Math.round((julianDate - 2_440_587.5) * 86_400_000) - EIGHT_MINUTES) as UnixMilliseconds;

function read(text: string) {
  const table = delimitedTable(text);
  const mapping = guessPhotometryMapping(table);
  return { table, mapping, ...readRows(table, mapping, arrivalTime) };
}

function readOrError(text: string) {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof RangeError) return error;
    throw error;
  }
}

const values = (text: string) => read(text).measurements.map(({ value }) => value);
const NOON = Date.UTC(2020, 4, 31, 12);

describe('maps without being asked', () => {
  it.each<[string, string, string, object]>([
    [
      'the columns of behaviour 50',
      'time,magnitude,filter,error\n59000.5,12.5,V,0.02\n',
      'mjd',
      { filter: 'V', error: 0.02 }
    ],
    ['semicolons and decimal commas', 'MJD;mag;err\n59000,5;12,5;0,02\n', 'mjd', { error: 0.02 }],
    ['white space and decimal commas', '59000,5  12,5  0,02\n59001,5  12,5  0,02\n', 'mjd', { error: 0.02 }],
    ['OGLE columns', ' 2459001.00000   12.500  0.005\n', 'jd', { error: 0.005 }],
    [
      'OGLE columns without 2450000',
      '# HJD I_mag err\n9001.00000 12.500 0.005\n',
      'hjd2450000',
      { error: 0.005 }
    ],
    [
      'ASAS columns',
      '#     HJD    MAG_3  MER_3 GRADE FRAME\n 9001.00000 12.500 0.031 A 12345\n',
      'hjd2450000',
      {}
    ],
    [
      'ASAS-SN',
      'hjd,camera,mag,mag_err,flux,flux_err\n2459001.0,be,12.5,0.02,7.1,0.1\n',
      'hjd',
      { source: 'be', error: 0.02 }
    ],
    ['ISO times in white space', 'date mag band\n2020-05-31 12:00:00 12.5 rp\n', 'iso', { filter: 'rp' }],
    [
      'tabs and ISO times with an offset',
      'Date\tMagnitude\tObserver\n2020-05-31T14:00+02:00\t12.5\tABC\n',
      'iso',
      { source: 'ABC' }
    ],
    ['SDSS', 'time,mag,magerr,band\n59000.5,12.5,0.005,r\n', 'mjd', { filter: 'r', error: 0.005 }],
    [
      'AAVSO downloads',
      'JD,Magnitude,Uncertainty,HQuncertainty,Band,Observer Code,Comment Code(s)\n2459001,12.5,0.1,,Vis.,SSW,\n',
      'jd',
      { filter: 'Vis.', source: 'SSW', error: 0.1 }
    ],
    ['JD - 2400000, named as such', 'JD-2400000 mag\n59001 12.5\n', 'jd2400000', {}],
    ['the TESS count', 'BTJD,mag\n2001.0,12.5\n', 'tess', { bjdTdb: 2459001 }]
  ])('%s', (_what, text, timeKind, known) => {
    const { mapping, measurements, problems } = read(text);
    expect(mapping.timeKind).toBe(timeKind);
    expect(problems).toEqual([]);
    const moved = TIME_KINDS[mapping.timeKind].form.startsWith('j') || timeKind === 'iso' ? 0 : EIGHT_MINUTES;
    expect(measurements[0]).toMatchObject({ timestamp: NOON - moved, value: { magnitude: 12.5, ...known } });
    expect(measurements[0]!.value).toHaveProperty(
      'error',
      'error' in known ? known.error : measurements[0]!.value.error
    );
  });

  it('the AAVSO Extended File Format, with its own delimiter and without headings', () => {
    const text =
      '#TYPE=EXTENDED\n#OBSCODE=TST\n#SOFTWARE=None\n#DELIM=|\n#DATE=JD\n#OBSTYPE=CCD\n' +
      'SS CYG|2459001.0|12.5|0.011|V|NO|STD|105|na|na|na|1.21|1|070613|A "note, of 5\n' +
      'SS CYG|2459001.1|<15.1|na|V|NO|STD|105|na|na|na|na|1|070613|na\n';
    expect(values(text)).toEqual([
      { kind: 'photometry', magnitude: 12.5, error: 0.011, filter: 'V', airmass: 1.21, source: 'TST' },
      { kind: 'photometry', magnitude: 15.1, error: null, filter: 'V', isLimit: true, source: 'TST' }
    ]);
  });
});

it('takes limits by sign, by flag, and by their own magnitude', () => {
  const text =
    'time,magnitude,limit\n59000.5,>15.5,\n59000.6,<15.5,\n59000.7,15.5,yes\n59000.8,,15.5\n59000.9,12,15.5\n59001,12,0\n';
  const limit = { kind: 'photometry', magnitude: 15.5, error: null, isLimit: true };
  const seen = { kind: 'photometry', magnitude: 12, error: null };
  expect(values(text)).toEqual([limit, limit, limit, limit, seen, seen]);
});

it('says why it cannot read a row, and on which line it begins', () => {
  const text =
    '# made by hand\r\ntime,magnitude,error\r\n,12,\r\n\r\n59000.5,"1\n2",\r\n59000.5,n/a,\r\n59000.5,12,-1\r\n' +
    'soon,12,0.1\r\n2459000.5,12,0.1\r\n59000.5,12,0.1,too many\r\n';
  const { problems, measurements } = read(text);
  expect(measurements).toHaveLength(1);
  expect(problems).toEqual([
    { line: 3, text: 'the time is missing' },
    { line: 5, text: "the magnitude '1\n2' is not a number" },
    { line: 7, text: 'the magnitude is missing' },
    { line: 8, text: 'the error -1 is negative' },
    { line: 9, text: "the time 'soon' is not a number" },
    { line: 10, text: 'the time 2459000.5, taken as MJD, is not in the years 1600 to 2200' }
  ]);
});

it('keeps equal and reversed times, and says so', () => {
  const { measurements, notes } = read('time,mag\n59002,1\n59001,2\n59001,3\n');
  expect(measurements).toHaveLength(3);
  expect(notes).toEqual([
    'Times run backwards in 1 place; the rows are put in order of time.',
    '1 row has the same time as another; all are kept.'
  ]);
});

it('keeps errors that are all 0, and says so', () => {
  const { measurements, notes } = read('time,mag,err\n59001,2,0\n59002,2,0\n');
  expect(measurements.map(({ value }) => value.error)).toEqual([0, 0]);
  expect(notes).toEqual(['All errors are 0: they are kept, but do not say how certain the magnitudes are.']);
  expect(read('time,mag,err\n59001,2,0\n59002,2,0.1\n').notes).toEqual([]);
});

it.each([
  '',
  '\n\n',
  '# only a comment\n',
  'time,magnitude\n',
  'prose without columns\n',
  'PNG\u0000\u0001,\n'
])('refuses %j', (text) => expect(() => read(text)).toThrow('Empty table or invalid file type'));

describe('any table', () => {
  const row = fc.record({
    mjd: fc.double({ min: 20_000, max: 80_000, noNaN: true, noDefaultInfinity: true }),
    magnitude: fc.double({ min: -30, max: 40, noNaN: true, noDefaultInfinity: true }),
    error: fc.option(fc.double({ min: 0, max: 10, noNaN: true, noDefaultInfinity: true })),
    filter: fc.constantFrom('V', "r'", 'Clear', 'Hα')
  });

  it('reads back what was written, whatever the delimiter and line ends', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(',', ';', '\t', '|', '!'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, delimiter, end) => {
          const lines = rows.map(({ mjd, magnitude, error, filter }) =>
            [mjd, magnitude, error ?? '', filter].join(delimiter)
          );
          const text = [['mjd', 'mag', 'err', 'filter'].join(delimiter), ...lines, ''].join(end);
          expect(values(text)).toEqual(
            rows.map(({ magnitude, error, filter }) => ({
              kind: 'photometry',
              magnitude: magnitude + 0,
              error: error && error + 0,
              filter
            }))
          );
        }
      ),
      { numRuns: 60 }
    );
  });

  it('gives rows, problems or the one sentence, however damaged, and loses no row', () => {
    const whole =
      'time,magnitude,filter,error,limit\n' + '59000.5,12.5,"V",0.02,\n59001.5,>15,V,,1\n'.repeat(4);
    const outcome = fc.check(
      fc.property(
        fc.array(
          fc.tuple(fc.nat(whole.length - 1), fc.constantFrom('', '"', ',', '\n', '#', '-', 'é', ' ', '9')),
          {
            minLength: 1,
            maxLength: 6
          }
        ),
        (changes) => {
          const letters = [...whole];
          for (const [place, letter] of changes) letters[place] = letter;
          const found = readOrError(letters.join(''));
          if (found instanceof RangeError)
            return /Empty table or invalid file type|No column has been chosen/.test(found.message);
          const { table, measurements, problems } = found;
          return (
            measurements.length + problems.length === table.rows.length &&
            measurements.every(({ value, timestamp }) =>
              [value.magnitude, value.error ?? 0, timestamp].every(Number.isFinite)
            )
          );
        }
      ),
      { numRuns: 400, seed: 5 }
    );
    expect(outcome).toMatchObject({ failed: false });
  });
});

describe('numbers with a comma before three digits', () => {
  it('are decimal where the table has no decimal points', () => {
    expect(values('MJD;mag\n59000,512;12,345\n59001,512;12,346\n')).toEqual([
      expect.objectContaining({ magnitude: 12.345 }),
      expect.objectContaining({ magnitude: 12.346 })
    ]);
  });

  it('are not read where it has, as they are rather thousands', () => {
    const { measurements, problems } = read('MJD;mag\n59000.5;12.345\n59,001;12.346\n59002.5;12,347\n');
    expect(measurements).toHaveLength(1);
    expect(problems.map(({ line, text }) => `${line} ${text}`)).toEqual([
      "3 the time '59,001' is not a number",
      "4 the magnitude '12,347' has a comma where other numbers have a decimal point"
    ]);
  });
});

it.each(['-41', '61', '1e9'])('no star has the magnitude %s', (magnitude) => {
  const { measurements, problems } = read(`time,magnitude\n59000.5,${magnitude}\n59001.5,12\n`);
  expect(measurements).toHaveLength(1);
  expect(problems).toEqual([{ line: 2, text: `the magnitude ${Number(magnitude)} is not from -40 to 60` }]);
});

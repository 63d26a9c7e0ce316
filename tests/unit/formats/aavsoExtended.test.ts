import { expect, it } from 'vitest';
import { aavsoExtended, aavsoFilter, type AavsoReport } from '../../../src/lib/formats/aavsoExtended';

const REPORT: AavsoReport = {
  star: 'SS Cyg',
  observer: 'TST01',
  software: 'Pocket TOM',
  filter: 'V',
  isStandard: true,
  comparison: '105',
  check: '110',
  notes: 'clear, no Moon',
  observations: [
    {
      jd: 2450702.1234,
      magnitude: 11.135,
      error: 0.003,
      isLimit: false,
      comparisonMagnitude: -7.234,
      checkMagnitude: -6.5,
      airmass: 1.561
    }
  ]
};

/** Maximum lengths of the fields, in order: AAVSO Extended File Format, version 1.2. */
const LIMITS = [30, 16, 8, 6, 5, 3, 3, 20, 8, 20, 8, 7, 5, 20, 3000];
const linesOf = (report: Partial<AavsoReport>) =>
  aavsoExtended({ ...REPORT, ...report })
    .trimEnd()
    .split('\r\n');
const fieldsOf = (report: Partial<AavsoReport>) => linesOf(report).at(-1)!.split(',');

it('has the six parameters first, then a line of 15 fields for each point', () => {
  const lines = linesOf({});
  expect(lines.slice(0, 6)).toEqual([
    '#TYPE=EXTENDED',
    '#OBSCODE=TST01',
    '#SOFTWARE=Pocket TOM',
    '#DELIM=,',
    '#DATE=JD',
    '#OBSTYPE=CCD'
  ]);
  expect(lines).toHaveLength(8);
  expect(lines[7]).toBe(
    'SS Cyg,2450702.123400,11.1350,0.0030,V,NO,STD,105,-7.234,110,-6.500,1.561,na,na,clear; no Moon'
  );
});

it('writes na for what is unknown, and says where magnitudes are differences', () => {
  const nothing = { error: NaN, comparisonMagnitude: NaN, checkMagnitude: NaN, airmass: NaN };
  const fields = fieldsOf({
    check: null,
    isStandard: false,
    notes: '',
    filter: 'mystery',
    observations: [{ ...REPORT.observations[0], ...nothing }]
  });
  expect(fields).toEqual([
    'SS Cyg',
    '2450702.123400',
    '11.1350',
    'na',
    'na',
    'NO',
    'DIF',
    '105',
    'na',
    'na',
    'na',
    'na',
    'na',
    'na',
    'na'
  ]);
});

it('keeps to the length of each field, to ASCII and to the delimiter, whatever is given', () => {
  const long = 'Ünïcode, commas,\nline breaks and much more text than any field has room for';
  const huge = {
    magnitude: -123456.7,
    error: 12345.6,
    comparisonMagnitude: -12345678.9,
    checkMagnitude: 1e21,
    airmass: 1234.5678
  };
  const lines = linesOf({
    star: long,
    observer: long,
    comparison: long,
    check: long,
    notes: long.repeat(99),
    observations: [{ jd: 2450702.123456789, isLimit: false, ...huge }]
  });
  expect(lines).toHaveLength(8);
  const fields = lines[7].split(',');
  expect(fields).toHaveLength(LIMITS.length);
  fields.forEach((field, i) => expect(field.length).toBeLessThanOrEqual(LIMITS[i]));
  expect(fields[2]).toBe('na');
  expect(fields[11]).toBe('1234.57');
  expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
});

it.each([
  ['V', 'V'],
  ['Johnson B', 'B'],
  ['bessell_R', 'R'],
  ['Ic', 'I'],
  ['rp', 'SR'],
  ["g'", 'SG'],
  ['SDSS i', 'SI'],
  ['Ks', 'K'],
  ['Green', 'TG'],
  ['Clear', 'CV'],
  ['Luminance', 'CV'],
  ['Halpha', 'HA'],
  ['', null],
  ['OIII', null]
])('calls the filter %s %s', (name, code) => expect(aavsoFilter(name)).toBe(code));

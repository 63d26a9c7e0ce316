import { expect, test } from 'vitest';
import type { ReducedDatumPk, TargetPk, UnixMilliseconds } from '../../../src/lib/domain/units/Brand';
import type { ReducedDatum } from '../../../src/lib/domain/rows/ReducedDatum';
import { photometryCsv } from '../../../src/lib/formats/photometryCsv';

const datum = (time: string, value: ReducedDatum['value']): ReducedDatum => ({
  pk: 1 as ReducedDatumPk,
  targetPk: 1 as TargetPk,
  dataProductPk: null,
  dataType: 'photometry',
  sourceName: '',
  sourceLocation: '',
  timestamp: Date.parse(time) as UnixMilliseconds,
  value
});

test('has a row for each measurement, in order of time, and counts what it leaves out', () => {
  const data = [
    datum('2019-01-02T03:04:06Z', { kind: 'photometry', magnitude: 12.5, error: 0.02 }),
    datum('2019-01-02T03:04:05.250Z', { kind: 'photometry', magnitude: -1, error: 0.1 }),
    datum('2019-01-01T00:00:00Z', { kind: 'text', text: 'the text of a file' }),
    datum('2019-01-01T00:00:00Z', { kind: 'photometry', magnitude: NaN, error: 0.1 }),
    datum('2019-01-01T00:00:00Z', { kind: 'photometry', magnitude: 12, error: Infinity }),
    datum('2019-01-02T03:04:07Z', { kind: 'photometry', magnitude: 12.25, error: null, filter: 'V' }),
    datum('2019-01-02T03:04:08Z', { kind: 'photometry', magnitude: 15, error: null, isLimit: true }),
    datum('2019-01-02T03:04:09Z', { kind: 'photometry', magnitude: 15, error: 0.1, excluded: 'Cloud' })
  ];
  expect(photometryCsv('M 31 v.2', data)).toEqual({
    name: 'M_31_v_2.csv',
    text: '2019-01-02T03:04:05.250Z,-1,0.1\r\n2019-01-02T03:04:06.000Z,12.5,0.02\r\n2019-01-02T03:04:07.000Z,12.25,\r\n',
    excluded: 1,
    limits: 1,
    skipped: 3
  });
});

test('without photometry the file is empty, and its name is always legal', () => {
  expect(photometryCsv('a/b', [])).toEqual({ name: 'a_b.csv', text: '', excluded: 0, limits: 0, skipped: 0 });
});

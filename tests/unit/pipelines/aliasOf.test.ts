import { expect, test } from 'vitest';
import { aliasOf } from '../../../src/lib/pipelines/period/aliasOf';
import { periodNoteText } from '../../../src/lib/pipelines/period/sentences';

const FIRST = 0.27;
const QUIET = { frequency: 1, power: 0 };

test.each([
  [1.27, 'likely the daily alias of the first period'],
  [0.73, 'likely the daily alias of the first period'],
  [1.2727379, 'likely the sidereal day alias of the first period'],
  [1.73, 'likely the half-day alias of the first period'],
  [0.27 + 1 / 365.2422, 'likely the yearly alias of the first period'],
  [0.135, 'twice the first period'],
  [0.54, 'half of the first period'],
  [0.81, 'a third of the first period'],
  [0.4, '']
])('%d a day beside 0.27: %s', (frequency, note) => {
  expect(periodNoteText(aliasOf(frequency, FIRST, 2000, QUIET))).toBe(note);
});

test('tells of the rhythm of the measurements themselves, and of too short a time', () => {
  expect(periodNoteText(aliasOf(1.0001, null, 100, QUIET))).toMatch(/^perhaps the daily rhythm/);
  expect(periodNoteText(aliasOf(0.1, FIRST, 15, QUIET))).toBe('fewer than two cycles were observed');
  expect(periodNoteText(aliasOf(FIRST + 0.1, FIRST, 500, { frequency: 0.1, power: 0.9 }))).toBe(
    'likely the 10 d alias of the first period'
  );
  expect(periodNoteText(aliasOf(FIRST + 0.1, FIRST, 500, { frequency: 0.1, power: 0.1 }))).toBe('');
});

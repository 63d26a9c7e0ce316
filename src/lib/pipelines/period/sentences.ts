import type { Sentences } from '../../domain/statement/Sentences';
import { sentenceOf } from '../../domain/statement/sentenceOf';
import { figureText } from '../../domain/units/figureText';
import type { FrequencyRatio, PeriodNote, Rhythm } from './PeriodNote';
import type { PeriodWarning } from './PeriodWarning';
import type { GridEnd } from './searchGrid';

const RHYTHMS = {
  daily: 'daily',
  siderealDay: 'sidereal day',
  halfDay: 'half-day',
  yearly: 'yearly'
} as const;

/** The period in words, by the ratio of its frequency to that of the first. */
const MULTIPLES: Readonly<Record<FrequencyRatio, string>> = {
  '1/2': 'twice',
  '2': 'half of',
  '1/3': 'three times',
  '3': 'a third of',
  '3/2': 'two thirds of',
  '2/3': 'one and a half times'
};

const NOTES: Sentences<PeriodNote> = {
  fewCycles: () => 'fewer than two cycles were observed',
  observingRhythm: ({ rhythm }) => `perhaps the ${rhythmText(rhythm)} rhythm of the measurements themselves`,
  multipleOfFirst: ({ ratio }) => `${MULTIPLES[ratio]} the first period`,
  aliasOfFirst: ({ rhythm }) => `likely the ${rhythmText(rhythm)} alias of the first period`
};

/** Lines of a file that a sentence names. */
const MAX_LINES = 5;

const LEFT_OUT = {
  limit: (count: number) =>
    `${count} that ${count === 1 ? 'is only a limit is' : 'are only limits are'} left out.`,
  unreadable: (count: number) =>
    `${count} ${count === 1 ? 'line without a time or a brightness is' : 'lines without a time or a brightness are'} left out`,
  quality: (count: number) =>
    `${count} ${count === 1 ? 'row whose quality flag reports a problem is' : 'rows whose quality flags report a problem are'} left out.`
};

export const WARNINGS: Sentences<PeriodWarning> = {
  pointsLeftOut: ({ name, count, because, lines }) =>
    `${name === null ? '' : `'${name}': `}${LEFT_OUT[because](count)}${because === 'unreadable' ? `${linesText(lines)}.` : ''}`,
  filtersLeftOut: ({ used, counts }) =>
    `Filters are ${countsText(counts)}. Only ${used || 'measurements without a filter'} ${used ? 'is' : 'are'} used; ` +
    "name another, or 'all' for all.",
  sameTimes: ({ count }) =>
    `${count} ${count === 1 ? 'measurement has' : 'measurements have'} the same time as the one before; all are used.`,
  noErrors: ({ scatter }) =>
    `No errors are given (or all are 0), so all measurements have the same weight. For the error of each, ${figureText(scatter, 2)} is taken: the scatter of those that are next to each other.`,
  errorsAssumed: ({ count, error }) =>
    `${count === 1 ? '1 measurement has' : `${count} measurements have`} no error: the median of the others, ` +
    `${figureText(error, 3)}, is assumed.`,
  shortestNotReached: ({ wanted, reached }) =>
    `Periods shorter than ${figureText(reached, 5)} d were not searched, though ${figureText(wanted, 5)} d was wanted: ` +
    'that would be too many periods. Give a shorter longest period, or fewer measurements.',
  coarseSteps: () =>
    'The periods searched are further apart than such a long time needs, so a transit may be missed. Narrow the range of periods.',
  falseAlarm: ({ probability }) =>
    `The best period may be noise: its false-alarm probability is ${probability.toPrecision(2)}. Do not believe it without more data.`,
  noteOnBest: ({ note }) => `Beware of the best period: ${periodNoteText(note)}.`,
  rivalPeriod: ({ period }) =>
    `Period ${figureText(period, 5)} d is nearly as good. Measurements at other hours of the night would decide.`
};

const GRID_ENDS: Sentences<GridEnd> = {
  given: () => 'as you asked',
  even: () => 'twice the time between measurements for each harmonic: they are evenly spaced',
  gaps: () => 'twice the usual time between measurements',
  usual: () => 'the usual limit if you give none',
  limited: ({ frequencies }) => `no shorter, as at most ${frequencies} frequencies are searched at once`
};

/** Why a search ends at its shortest period, as a clause. */
export const gridEndText = (end: GridEnd): string => sentenceOf(GRID_ENDS, end);

/** Filters with their numbers of measurements: `R (9), V (120)`. */
export const countsText = (counts: readonly (readonly [string, number])[]): string =>
  counts.map(([filter, count]) => `${filter || 'none'} (${count})`).join(', ');

function linesText(lines: readonly number[]): string {
  const more = lines.length - MAX_LINES;
  return lines.length === 0
    ? ''
    : `: line ${lines.slice(0, MAX_LINES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Empty where there is no note. */
export const periodNoteText = (note: PeriodNote | null): string => (note ? sentenceOf(NOTES, note) : '');

const rhythmText = (rhythm: Rhythm): string =>
  typeof rhythm === 'number' ? `${figureText(rhythm, 3)} d` : RHYTHMS[rhythm];

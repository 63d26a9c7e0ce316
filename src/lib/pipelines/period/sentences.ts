import type { Sentences } from '../../domain/statement/Sentences';
import { sentenceOf } from '../../domain/statement/sentenceOf';
import { figureText } from '../../domain/units/figureText';
import type { FrequencyRatio, PeriodNote, Rhythm } from './PeriodNote';

const RHYTHMS = {
  daily: 'daily',
  siderealDay: 'sidereal day',
  halfDay: 'half-day',
  yearly: 'yearly'
} as const;

/** The period, of a frequency that is so many times that of the first. */
const MULTIPLES: Readonly<Record<FrequencyRatio, string>> = {
  '1/2': 'twice',
  '2': 'half of',
  '1/3': 'three times',
  '3': 'a third of',
  '3/2': 'two thirds of',
  '2/3': 'one and a half times'
};

const NOTES: Sentences<PeriodNote> = {
  fewCycles: () => 'less than two cycles were seen',
  observingRhythm: ({ rhythm }) => `the ${rhythmText(rhythm)} rhythm of the measurements themselves, perhaps`,
  multipleOfFirst: ({ ratio }) => `${MULTIPLES[ratio]} the first period`,
  aliasOfFirst: ({ rhythm }) => `likely the ${rhythmText(rhythm)} alias of the first period`
};

/** Empty where there is no note. */
export const periodNoteText = (note: PeriodNote | null): string => (note ? sentenceOf(NOTES, note) : '');

const rhythmText = (rhythm: Rhythm): string =>
  typeof rhythm === 'number' ? `${figureText(rhythm, 3)} d` : RHYTHMS[rhythm];

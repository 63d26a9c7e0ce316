import type { Sentences } from '../statement/Sentences';
import { sentenceOf } from '../statement/sentenceOf';
import type { TimeDoubt } from './timeDoubts';
import type { HeaderInstant, LightReference, Moment, TimeRemark, TimeSource } from './TimeSource';

const PLACES: Readonly<Record<LightReference, string>> = { sun: 'the Sun', barycentre: 'the barycentre' };

/** As words. */
export const MOMENTS: Readonly<Record<Moment, string>> = { start: 'start', mid: 'middle', end: 'end' };

/** What follows the names of the cards. */
const REMARKS: Sentences<TimeRemark> = {
  noTimeOfDay: () => ', without time of day',
  converted: ({ system }) => ` (${system})`,
  notConverted: ({ system }) => ` (${system}, not converted)`,
  localTime: () => ' (local time, not converted)',
  clockOffset: ({ minutes }) => ` (${offsetText(minutes)})`,
  dayAndMonth: ({ first }) =>
    first === 'day' ? ', read as day/month (could be month/day)' : ', read as month/day (could be day/month)',
  seenFrom: ({ place }) => `, as seen from ${PLACES[place]}`,
  convertedToEarth: () => ', converted to the Earth',
  clockCorrected: ({ seconds }) =>
    seconds === 0
      ? ' (UTC, as you say)'
      : ` (the clock was ${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead'}, as you say)`,
  momentCorrected: ({ moment }) => ` (${MOMENTS[moment]} of the exposure, as you say)`
};

const DOUBTS: Sentences<TimeDoubt> = {
  noTimeOfDay: () => 'time of day unknown',
  notConverted: ({ system }) => `${system} taken for UTC`,
  localTime: () => 'local time taken for UTC',
  dayAndMonth: () => 'day and month may be swapped',
  seenFrom: ({ place }) => `time as seen from ${PLACES[place]}`,
  contradicted: ({ exposure, by }) => `${by} contradicts ${exposure}`
};

const SOURCES: Sentences<TimeSource> = {
  instant: ({ instant }) => instantText(instant),
  exposure: ({ instant, keyword, fraction, contradictedBy }) =>
    `${instantText(instant)} ${fraction < 0 ? '-' : '+'} ${keyword}${Math.abs(fraction) === 1 ? '' : ' / 2'}` +
    (contradictedBy === null ? '' : `, which ${contradictedBy} contradicts`),
  otherMoment: ({ instant, moment }) => `${instantText(instant)}, ${moment} of exposure`,
  halfway: ({ start, end }) => `${instantText(start)} to ${instantText(end)}`,
  text: ({ text }) => text
};

/** `UTC+02:00`. */
function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const digits = [hours, rest].map((part) => String(part).padStart(2, '0')).join(':');
  return `UTC${minutes < 0 ? '-' : '+'}${digits}`;
}

function instantText({ keywords, hdu, remarks }: HeaderInstant): string {
  const place = hdu === null ? '' : ` of HDU ${hdu}`;
  return keywords.join(' + ') + place + remarks.map((remark) => sentenceOf(REMARKS, remark)).join('');
}

/** Why a time may be wrong, as a clause: `day and month may be swapped`. */
export const timeDoubtText = (doubt: TimeDoubt): string => sentenceOf(DOUBTS, doubt);

/** The cards that a time comes from, and what is to be said of them: `DATE-OBS + EXPTIME / 2`, `MJD-OBS (TAI)`. */
export const timeSourceText = (source: TimeSource): string => sentenceOf(SOURCES, source);

import type { UnixMilliseconds } from '../../domain/units/Brand';
import type { HeaderInstant, Moment, TimeRemark } from '../../domain/sky/TimeSource';
import { DAY, UNIX_MJD } from '../../domain/units/days';
import { toUtc, type TimeScale } from '../../kernels/time/timeScales';
import { parseCalendarDate, parseTimeOfDay } from './calendarDate';
import { cardText } from '../file/cardText';
import { clockOffset, isLocalClock } from './clockOffset';
import { momentOf } from './momentOf';
import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';
import type { Hdu } from '../file/Hdu';

/** When light from the target reached the Earth; `date` is a Julian date as seen from the Sun or the barycentre. */
export type ArrivalTime = (date: number, kind: 'hjdUtc' | 'bjdTdb') => UnixMilliseconds;

/** An instant given by a header, and which moment of the exposure it is. */
export interface TimeStamp {
  readonly hdu: Hdu;
  readonly keyword: string;
  readonly moment: Moment;
  readonly utc: UnixMilliseconds;
  readonly instant: HeaderInstant;
  /** Whether it is a date without time of day. */
  readonly isBareDate: boolean;
}

interface Cards {
  readonly keywords: readonly string[];
  readonly form: 'date' | 'mjd' | 'jd' | 'hjdUtc' | 'bjdTdb';
  /** Unless the comment of the card says otherwise. */
  readonly moment: Moment;
}

/** The most trusted first. The date of the file itself (DATE) is not among them. */
const CARDS: readonly Cards[] = [
  { keywords: ['DATE-OBS'], form: 'date', moment: 'start' },
  { keywords: ['DATE_OBS'], form: 'date', moment: 'start' },
  { keywords: ['DATE-BEG'], form: 'date', moment: 'start' },
  { keywords: ['MJD-OBS', 'MJD_OBS', 'MJD-BEG', 'OBSMJD', 'EXPSTART', 'MJD'], form: 'mjd', moment: 'start' },
  { keywords: ['JD-OBS', 'JD_OBS', 'OBSJD', 'JD', 'JULDAT', 'JD_UTC'], form: 'jd', moment: 'start' },
  { keywords: ['DATE-AVG'], form: 'date', moment: 'mid' },
  { keywords: ['MJD-AVG'], form: 'mjd', moment: 'mid' },
  { keywords: ['DATE-END'], form: 'date', moment: 'end' },
  { keywords: ['MJD-END', 'EXPEND'], form: 'mjd', moment: 'end' },
  {
    keywords: ['HJD-OBS', 'HJD_OBS', 'HJD', 'HJD_UTC', 'HELJD', 'JD-HELIO'],
    form: 'hjdUtc',
    moment: 'start'
  },
  { keywords: ['BJD-OBS', 'BJD_OBS', 'BJD', 'BJD_TDB'], form: 'bjdTdb', moment: 'start' }
];

/** The time of day of the start, beside a date; the loose ones may mean something else, and are then ignored. */
const TIMES = ['TIME-OBS', 'TIME_OBS', 'TIME-BEG', 'UT-START', 'UTSTART', 'UTC-START', 'UT-OBS', 'UTC-OBS'];
const LOOSE_TIMES = ['UT-TIME', 'UTC-TIME', 'UT', 'UTC', 'TM-START'];
const END_TIMES = ['TIME-END', 'UT-END', 'UTC-END', 'TM-END'];

const SCALES: readonly (readonly [pattern: RegExp, scale: TimeScale])[] = [
  [/^$|^(UTC?|GMT)\b/, 'UTC'],
  [/^(TT|TDT|ET)\b/, 'TT'],
  [/^(TAI|IAT)\b/, 'TAI'],
  [/^TDB\b/, 'TDB'],
  [/^GPS\b/, 'GPS']
];

/** Julian date at which the modified Julian date is 0. */
const MJD_ZERO = 2_400_000.5;
/** A day after leap seconds began, so that the date is past it in every scale. */
const CONVERTIBLE_SINCE = Date.UTC(1972, 0, 2);

/**
 * Every instant that the headers give, in the order of CARDS, then of HDUs; or, where a card does not hold a date, the
 * error that says so.
 * @param arrivalTime without it, heliocentric and barycentric dates stay as they are, and a remark says so
 */
export function timeStamps(hdus: readonly Hdu[], arrivalTime?: ArrivalTime): (TimeStamp | FitsError)[] {
  return CARDS.flatMap((cards) =>
    hdus.flatMap((hdu) =>
      cards.keywords.flatMap((keyword): readonly (TimeStamp | FitsError)[] => {
        try {
          return stampsOf(hdu, keyword, cards, arrivalTime);
        } catch (error) {
          if (error instanceof FitsError) return [error];
          throw error;
        }
      })
    )
  );
}

/** Several where a card can be read in several ways. */
function stampsOf(hdu: Hdu, keyword: string, cards: Cards, arrivalTime?: ArrivalTime): readonly TimeStamp[] {
  if (cardText(hdu.header, keyword) === '') return [];
  const { form } = cards;
  if (form !== 'date') return fromNumber(hdu, keyword, { ...cards, form }, arrivalTime);
  const stamp = fromDate(hdu, keyword, cards.moment, 'day');
  const isAmbiguous = stamp.instant.remarks.some(({ code }) => code === 'dayAndMonth');
  return isAmbiguous ? [stamp, fromDate(hdu, keyword, cards.moment, 'month')] : [stamp];
}

function fromNumber(
  hdu: Hdu,
  keyword: string,
  { form, moment: usual }: Cards & { readonly form: Exclude<Cards['form'], 'date'> },
  arrivalTime?: ArrivalTime
): readonly TimeStamp[] {
  const mjd = modifiedJulianDay(hdu.header, keyword, form);
  if (mjd === null) return [];
  const moment = momentOf(keyword, hdu.header.comment(keyword) ?? '', usual);
  const reading = (mjd - UNIX_MJD) * DAY;
  const stamp = { hdu, keyword, moment, reading, instant: instantOf([keyword]), isBareDate: false };
  if (form === 'mjd' || form === 'jd')
    return [inUtc(stamp, keyword.endsWith('_UTC') ? 'UTC' : timeSystem(hdu.header))];
  const place = form === 'hjdUtc' ? 'sun' : 'barycentre';
  if (arrivalTime && reading > CONVERTIBLE_SINCE) {
    const utc = arrivalTime(mjd + MJD_ZERO, form);
    return [remarked({ ...stamp, utc }, { code: 'convertedToEarth', parameters: { place } })];
  }
  const seen = remarked(stamp, { code: 'seenFrom', parameters: { place } });
  return [inUtc(seen, form === 'hjdUtc' ? 'UTC' : 'TDB')];
}

const instantOf = (keywords: readonly string[], remarks: readonly TimeRemark[] = []): HeaderInstant => ({
  keywords,
  hdu: null,
  remarks
});

function remarked<Stamp extends Pick<TimeStamp, 'instant'>>(stamp: Stamp, remark: TimeRemark): Stamp {
  const { instant } = stamp;
  return { ...stamp, instant: { ...instant, remarks: [...instant.remarks, remark] } };
}

type Reading = Omit<TimeStamp, 'utc'> & { readonly reading: number };

/** Converts from this time system, if it can be converted to UTC; else a remark says that it was not. */
function inUtc({ reading, ...stamp }: Reading, system: string): TimeStamp {
  const scale = SCALES.find(([pattern]) => pattern.test(system))?.[1];
  if (scale === 'UTC') return { ...stamp, utc: toUtc(reading, scale) };
  if (scale === undefined || reading < CONVERTIBLE_SINCE)
    return remarked(
      { ...stamp, utc: toUtc(reading, 'UTC') },
      { code: 'notConverted', parameters: { system } }
    );
  return remarked({ ...stamp, utc: toUtc(reading, scale) }, { code: 'converted', parameters: { system } });
}

/** FITS 4.0, section 9.2.1: UTC by default. */
const timeSystem = (header: FitsHeader): string => header.string('TIMESYS')?.trim().toUpperCase() ?? '';

/** @throws FitsError if the date or its time of day is malformed; the message names card and value */
function fromDate(hdu: Hdu, keyword: string, moment: Moment, first: 'day' | 'month'): TimeStamp {
  const { header } = hdu;
  const text = cardText(header, keyword);
  const date = parseCalendarDate(text, first);
  if (!date) throw new FitsError(`The header ${keyword} is '${text}', which is not a date.`);
  // Some programs write midnight for a date that has no time of day.
  const isTimed = date.hasTime && date.milliseconds % DAY !== 0;
  const time = isTimed || moment === 'mid' ? null : timeCard(header, moment);
  const isBareDate = !date.hasTime && !time;
  const comments = [keyword, time?.keyword].map((name) => (name && header.comment(name)) ?? '').join(' ');
  const stamp = {
    hdu,
    keyword,
    moment: momentOf(keyword, comments, moment),
    reading: date.milliseconds + (time?.milliseconds ?? 0),
    instant: instantOf(
      time ? [keyword, time.keyword] : [keyword],
      date.isAmbiguous ? [{ code: 'dayAndMonth', parameters: { first } }] : []
    ),
    isBareDate
  };
  if (isBareDate) return inUtc(remarked(stamp, { code: 'noTimeOfDay', parameters: {} }), 'UTC');
  if (date.hasZone || time?.keyword.startsWith('UT')) return inUtc(stamp, 'UTC');
  const minutes = clockOffset(comments);
  if (minutes !== null) {
    const reading = stamp.reading - minutes * 60_000;
    return inUtc(remarked({ ...stamp, reading }, { code: 'clockOffset', parameters: { minutes } }), 'UTC');
  }
  return isLocalClock(comments, timeSystem(header))
    ? inUtc(remarked(stamp, { code: 'localTime', parameters: {} }), 'UTC')
    : inUtc(stamp, timeSystem(header));
}

/** @throws FitsError if a card that can only be a time of day is not one */
function timeCard(
  header: FitsHeader,
  moment: 'start' | 'end'
): { readonly milliseconds: number; readonly keyword: string } | null {
  for (const keyword of moment === 'end' ? END_TIMES : [...TIMES, ...LOOSE_TIMES]) {
    const text = header.string(keyword)?.trim() ?? '';
    const milliseconds = parseTimeOfDay(text) ?? secondsOfDay(header, keyword);
    if (milliseconds !== null) return { milliseconds, keyword };
    if (keyword.startsWith('TIME') && text !== '')
      throw new FitsError(`The header ${keyword} is '${text}', which is not a time of day.`);
  }
  return null;
}

/** A number, if its comment says that it counts seconds (ESO's TM-START), in milliseconds. */
function secondsOfDay(header: FitsHeader, keyword: string): number | null {
  const seconds = header.number(keyword) ?? -1;
  const isTime = seconds >= 0 && seconds <= 86_400 && /\bsec|\[s\]/i.test(header.comment(keyword) ?? '');
  return isTime ? Math.round(seconds * 1000) : null;
}

/** Null outside the years 1858 to 2132: then the card is unset, or counts from elsewhere. */
function modifiedJulianDay(header: FitsHeader, keyword: string, form: Cards['form']): number | null {
  const days = Number(cardText(header, keyword));
  // Siril counts EXPSTART and EXPEND as Julian dates.
  const mjd = form === 'mjd' && days < MJD_ZERO ? days : days - MJD_ZERO;
  return mjd > 0 && mjd < 100_000 ? mjd : null;
}

import type { UnixMilliseconds } from '../domain/Brand';
import { parseCalendarDate, parseTimeOfDay } from './calendarDate';
import { FitsError } from './FitsError';
import type { FitsHeader } from './FitsHeader';
import type { Hdu } from './Hdu';

/** When an observation started, and the header cards that say so, e.g. `DATE-OBS + UT-START`. */
export interface ObservationTime {
  readonly utc: UnixMilliseconds;
  readonly source: string;
}

const DATES = ['DATE-OBS', 'DATE_OBS', 'DATE-BEG'];
const TIMES = ['TIME-OBS', 'TIME_OBS', 'TIME-BEG', 'UT-START', 'UTSTART', 'UTC-START', 'UT-OBS', 'UTC-OBS'];
const LOOSE_TIMES = ['UT-TIME', 'UTC-TIME', 'UT', 'UTC'];
const MODIFIED_JULIAN_DAYS = ['MJD-OBS', 'MJD_OBS', 'MJD-BEG', 'OBSMJD', 'MJD'];
const JULIAN_DAYS = ['JD-OBS', 'JD_OBS', 'OBSJD', 'JD', 'JULDAT'];

const DAY = 86_400_000;
/** Of 1970-01-01T00:00. */
const UNIX_MJD = 40_587;
/** Of the day that starts the count of the modified Julian date. */
const MJD_ZERO = 2_400_000.5;

/**
 * Start of the observation, UTC. It is taken from the first HDU that has DATE-OBS, with a card for the
 * time of day if DATE-OBS has none; where no HDU has one, from the first with a (modified) Julian date, as
 * number or text. The date of the file itself (DATE) never counts. Other time scales than UTC are not
 * converted (at most 70 s), but named in `source`.
 * @returns null if no header has a date
 * @throws FitsError if the date or its time of day is malformed; the message names card and value
 */
export function observationTime(hdus: readonly Hdu[]): ObservationTime | null {
  for (const keyword of DATES)
    for (const { header } of hdus)
      if (cardText(header, keyword) !== '') return withTimeScale(header, fromDate(header, keyword));
  for (const { header } of hdus) {
    const time = fromDayNumber(header);
    if (time) return withTimeScale(header, time);
  }
  return null;
}

function fromDate(header: FitsHeader, keyword: string): ObservationTime {
  const text = cardText(header, keyword);
  const date = parseCalendarDate(text);
  if (!date) throw new FitsError(`The header ${keyword} is '${text}', which is not a date.`);
  if (date.hasTime) return observed(date.milliseconds, keyword);
  const time = timeCard(header);
  if (time) return observed(date.milliseconds + time.milliseconds, `${keyword} + ${time.keyword}`);
  const byDayNumber = fromDayNumber(header);
  const isSameDay = byDayNumber && Math.floor(byDayNumber.utc / DAY) === Math.floor(date.milliseconds / DAY);
  return isSameDay ? byDayNumber : observed(date.milliseconds, `${keyword}, without time of day`);
}

/** @throws FitsError if a card that can only be a time of day is none */
function timeCard(header: FitsHeader): { readonly milliseconds: number; readonly keyword: string } | null {
  for (const keyword of [...TIMES, ...LOOSE_TIMES]) {
    const text = header.string(keyword)?.trim() ?? '';
    const milliseconds = parseTimeOfDay(text);
    if (milliseconds !== null) return { milliseconds, keyword };
    if (keyword.startsWith('TIME') && text !== '')
      throw new FitsError(`The header ${keyword} is '${text}', which is not a time of day.`);
  }
  return null;
}

function fromDayNumber(header: FitsHeader): ObservationTime | null {
  for (const keyword of [...MODIFIED_JULIAN_DAYS, ...JULIAN_DAYS]) {
    const days = Number(cardText(header, keyword) || NaN);
    const mjd = JULIAN_DAYS.includes(keyword) ? days - MJD_ZERO : days;
    // Outside of the years 1858 to 2132 the card is unset, or counts from elsewhere.
    if (!(mjd > 0 && mjd < 100_000)) continue;
    const midExposure = /\bmid(dle|point|time)?\b/i.test(header.comment(keyword) ?? '');
    const exposure = midExposure ? (header.number('EXPTIME') ?? header.number('EXPOSURE') ?? 0) : 0;
    const milliseconds = Math.round((mjd - UNIX_MJD) * DAY - exposure * 500);
    return observed(milliseconds, midExposure ? `${keyword} - EXPTIME / 2` : keyword);
  }
  return null;
}

const observed = (milliseconds: number, source: string): ObservationTime => ({
  utc: milliseconds as UnixMilliseconds,
  source
});

function withTimeScale(header: FitsHeader, time: ObservationTime): ObservationTime {
  const scale = header.string('TIMESYS')?.trim() ?? '';
  return scale === '' || /^(UT|UTC|GMT)\b/i.test(scale)
    ? time
    : { ...time, source: `${time.source} (${scale})` };
}

/** The value as text, even where its quotes were forgotten; empty if there is none. */
function cardText(header: FitsHeader, keyword: string): string {
  const value = header.get(keyword);
  if (value !== undefined) return value === null || typeof value === 'object' ? '' : String(value).trim();
  const raw = header.cards.find((card) => card.keyword === keyword)?.raw ?? '';
  return raw.slice(10).split(' /')[0]!.trim();
}

import type { Seconds, UnixMilliseconds } from '../../domain/units/Brand';
import { DAY } from '../../domain/units/days';
import type { ObservedTime } from '../../domain/sky/ObservedTime';
import type { TimeRemark, TimeSource } from '../../domain/sky/TimeSource';
import { timeSourceKey } from '../../domain/sky/timeSourceKey';
import { exposureCount } from './exposureCount';
import { exposureTime, secondsOf } from './exposureTime';
import { FitsError } from '../file/FitsError';
import type { Hdu } from '../file/Hdu';
import { timeStamps, type ArrivalTime, type TimeStamp } from './timeStamps';

/** When an observation was made, and the exposure time from which `start` and `mid` were computed. */
export interface ObservationTime extends ObservedTime {
  readonly exposureTime: Seconds | null;
}

/** What reading out the camera may take before DATE-END, milliseconds. */
const MAX_READOUT = 60_000;

/**
 * Every time of the observation that the headers offer, the most trusted first: DATE-OBS (with a card for the time of
 * day if it has none), Julian dates, DATE-AVG, DATE-END, heliocentric and barycentric Julian dates. A date
 * without time of day gives way to another card of the same day. Times in TT, TAI, TDB and GPS (TIMESYS) are
 * converted to UTC from 1972 on. The date of the file itself (DATE) never counts. What is doubtful (other time
 * systems, no time of day, HJD and BJD without `arrivalTime`) is remarked in `source`.
 *
 * The middle of the exposure is DATE-AVG or MJD-AVG, else half the exposure after the start. In sums of frames, and
 * where TELAPSE says that it took longer than the exposure, it is halfway to DATE-END. Elsewhere, moments that are
 * over a minute later than the exposure could end are not used, and `midSource` says so: one of the cards is wrong, or is
 * of another clock.
 * @returns a FitsError for each card that is malformed, naming card and value
 */
export function timeCandidates(
  hdus: readonly Hdu[],
  arrivalTime?: ArrivalTime
): (ObservationTime | FitsError)[] {
  const found = confirmed(timeStamps(hdus, arrivalTime));
  const stamps = found.flatMap((stamp) => (stamp instanceof FitsError ? [] : stamp));
  const candidates = new Map<string, ObservationTime | FitsError>();
  for (const stamp of preciseFirst(found)) {
    if (stamp instanceof FitsError) {
      candidates.set(stamp.message, stamp);
      continue;
    }
    const exposure = exposureTime([stamp.hdu, ...hdus]);
    const candidate = observationOf(stamp, stamps, exposure);
    const earlier = candidates.get(timeSourceKey(candidate.source));
    if (earlier instanceof FitsError || earlier?.start === candidate.start) continue;
    const distinct = earlier ? observationOf(ofHdu(stamp), stamps, exposure) : candidate;
    candidates.set(timeSourceKey(distinct.source), distinct);
  }
  return [...candidates.values()];
}

const ofHdu = (stamp: TimeStamp): TimeStamp => ({
  ...stamp,
  instant: { ...stamp.instant, hdu: stamp.hdu.index }
});

/** Puts a time that another card gives before a day without time of day, if it is on that day. */
function preciseFirst(stamps: readonly (TimeStamp | FitsError)[]): readonly (TimeStamp | FitsError)[] {
  const [first] = stamps;
  if (!first || first instanceof FitsError || !first.isBareDate) return stamps;
  const precise = stamps.find(
    (stamp) => !(stamp instanceof FitsError) && !stamp.isBareDate && dayOf(stamp) === dayOf(first)
  );
  return precise ? [precise, ...stamps.filter((stamp) => stamp !== precise)] : stamps;
}

const dayOf = ({ utc }: TimeStamp): number => Math.floor(utc / DAY);

/** Of a date whose day and month may be swapped, only the reading that another card of the file confirms, if one does. */
function confirmed(stamps: readonly (TimeStamp | FitsError)[]): readonly (TimeStamp | FitsError)[] {
  const certain = stamps.filter(
    (stamp): stamp is TimeStamp => !(stamp instanceof FitsError) && !isAmbiguous(stamp)
  );
  const isConfirmed = (stamp: TimeStamp) => certain.some(({ utc }) => Math.abs(utc - stamp.utc) < DAY);
  return stamps.flatMap((stamp) => {
    if (stamp instanceof FitsError || !isAmbiguous(stamp)) return [stamp];
    if (isConfirmed(stamp)) return [withoutDoubt(stamp)];
    const isOtherConfirmed = stamps.some(
      (other) =>
        !(other instanceof FitsError) &&
        other.hdu === stamp.hdu &&
        other.keyword === stamp.keyword &&
        isConfirmed(other)
    );
    return isOtherConfirmed ? [] : [stamp];
  });
}

const isAmbiguous = ({ instant }: TimeStamp): boolean =>
  instant.remarks.some(({ code }) => code === 'dayAndMonth');

const withoutDoubt = (stamp: TimeStamp): TimeStamp => ({
  ...stamp,
  instant: {
    ...stamp.instant,
    remarks: stamp.instant.remarks.filter(({ code }) => code !== 'dayAndMonth')
  }
});

type Exposure = ReturnType<typeof exposureTime>;

function observationOf(stamp: TimeStamp, all: readonly TimeStamp[], exposure: Exposure): ObservationTime {
  const start = instantAt(0, stamp, exposure) ?? {
    utc: stamp.utc,
    source: { code: 'otherMoment', parameters: { instant: stamp.instant, moment: stamp.moment } }
  };
  const mid = midOf(stamp, all, exposure);
  return {
    start: start.utc,
    mid: mid?.utc ?? null,
    exposureTime: exposure?.seconds ?? null,
    source: start.source,
    midSource: mid?.source ?? null
  };
}

interface SourcedTime {
  readonly utc: UnixMilliseconds;
  readonly source: TimeSource;
}

const asGiven = ({ utc, instant }: Pick<TimeStamp, 'utc' | 'instant'>): SourcedTime => ({
  utc,
  source: { code: 'instant', parameters: { instant } }
});

/** Later moments that the header of the start gives, by the same clock. */
const laterStamps = (start: TimeStamp, all: readonly TimeStamp[]): TimeStamp[] =>
  all.filter(
    (stamp) =>
      stamp.hdu === start.hdu &&
      !stamp.isBareDate &&
      stamp.utc >= start.utc &&
      (stamp.keyword.endsWith('-AVG') || stamp.moment === 'end') &&
      JSON.stringify(clockDoubts(stamp)) === JSON.stringify(clockDoubts(start))
  );

/** What keeps two instants from being compared, unless it holds of both. */
const clockDoubts = ({ instant }: TimeStamp): readonly TimeRemark[] =>
  instant.remarks.filter(
    ({ code }) => code === 'notConverted' || code === 'localTime' || code === 'seenFrom'
  );

/** Milliseconds from the start within which a moment of the exposure can be. */
function longestSpan({ header }: TimeStamp['hdu'], exposure: Exposure): number {
  if (!exposure || exposureCount(header) > 1) return Infinity;
  return Math.max(exposure.seconds, secondsOf(header, 'TELAPSE') ?? 0) * 1000 + MAX_READOUT;
}

function midOf(stamp: TimeStamp, all: readonly TimeStamp[], exposure: Exposure): SourcedTime | null {
  if (stamp.isBareDate) return null;
  if (stamp.moment !== 'start') return instantAt(0.5, stamp, exposure);
  const later = laterStamps(stamp, all);
  const span = longestSpan(stamp.hdu, exposure);
  const possible = later.filter(({ utc }) => utc - stamp.utc <= span);
  const contradicting = later.find((other) => !possible.includes(other));
  return (
    givenMid(stamp, possible, exposure) ?? instantAt(0.5, stamp, exposure, contradicting?.keyword ?? null)
  );
}

/** From other cards of the header that gives the start. */
function givenMid(start: TimeStamp, later: readonly TimeStamp[], exposure: Exposure): SourcedTime | null {
  const average = later.find(({ keyword }) => keyword.endsWith('-AVG'));
  if (average) return asGiven(average);
  const end = later.find(({ moment }) => moment === 'end');
  if (!end) return null;
  const duration = end.utc - start.utc;
  if (exposure && duration <= exposure.seconds * 1000 + MAX_READOUT) return null;
  return {
    utc: Math.round(start.utc + duration / 2) as UnixMilliseconds,
    source: { code: 'halfway', parameters: { start: start.instant, end: end.instant } }
  };
}

const FRACTIONS = { start: 0, mid: 0.5, end: 1 };

/** When this fraction of the exposure was over; null if that needs an exposure time and there is none. */
function instantAt(
  fraction: 0 | 0.5,
  { utc, moment, instant }: TimeStamp,
  exposure: Exposure,
  contradictedBy: string | null = null
): SourcedTime | null {
  const step = fraction - FRACTIONS[moment];
  if (step === 0) return asGiven({ utc, instant });
  if (!exposure) return null;
  return {
    utc: Math.round(utc + step * exposure.seconds * 1000) as UnixMilliseconds,
    source: {
      code: 'exposure',
      parameters: { instant, keyword: exposure.keyword, fraction: step, contradictedBy }
    }
  };
}

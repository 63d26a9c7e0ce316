import type { Seconds, UnixMilliseconds } from '../../domain/units/Brand';
import { DAY } from '../../domain/units/days';
import type { ObservedTime } from '../../domain/sky/ObservedTime';
import type { TimeSource } from '../../domain/sky/TimeSource';
import { timeSourceKey } from '../../domain/sky/timeSourceKey';
import { exposureTime } from './exposureTime';
import { FitsError } from '../file/FitsError';
import type { Hdu } from '../file/Hdu';
import { timeStamps, type ArrivalTime, type TimeStamp } from './timeStamps';

/** When an observation was made, and the exposure time from which `start` and `mid` were computed. */
export interface ObservationTime extends ObservedTime {
  readonly exposureTime: Seconds | null;
}

/** What reading out the camera may take before DATE-END, milliseconds; a longer gap means several exposures. */
const MAX_READOUT = 60_000;

/**
 * Every time of the observation that the headers offer, the most trusted first: DATE-OBS (with a card for the time of
 * day if it has none), Julian dates, DATE-AVG, DATE-END, heliocentric and barycentric Julian dates. A date
 * without time of day gives way to another card of the same day. Times in TT, TAI, TDB and GPS (TIMESYS) are
 * converted to UTC from 1972 on. The date of the file itself (DATE) never counts. What is doubtful (other time
 * systems, no time of day, HJD and BJD without `arrivalTime`) is remarked in `source`.
 *
 * The middle of the exposure is DATE-AVG or MJD-AVG, else half the exposure after the start, but halfway to
 * DATE-END where that is over a minute later than the exposure says, as in sums of frames.
 * @returns a FitsError for each card that is malformed, naming card and value
 */
export function timeCandidates(
  hdus: readonly Hdu[],
  arrivalTime?: ArrivalTime
): (ObservationTime | FitsError)[] {
  const found = timeStamps(hdus, arrivalTime);
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

function preciseFirst(stamps: readonly (TimeStamp | FitsError)[]): readonly (TimeStamp | FitsError)[] {
  const [first] = stamps;
  if (!first || first instanceof FitsError || !first.isBareDate) return stamps;
  const precise = stamps.find(
    (stamp) =>
      !(stamp instanceof FitsError) &&
      !stamp.isBareDate &&
      Math.floor(stamp.utc / DAY) === Math.floor(first.utc / DAY)
  );
  return precise ? [precise, ...stamps.filter((stamp) => stamp !== precise)] : stamps;
}

type Exposure = ReturnType<typeof exposureTime>;

function observationOf(stamp: TimeStamp, all: readonly TimeStamp[], exposure: Exposure): ObservationTime {
  const start = instantAt(0, stamp, exposure) ?? {
    utc: stamp.utc,
    source: { code: 'otherMoment', parameters: { instant: stamp.instant, moment: stamp.moment } }
  };
  const mid = stamp.isBareDate ? null : (givenMid(stamp, all, exposure) ?? instantAt(0.5, stamp, exposure));
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

/** From other cards of the header that gives the start. */
function givenMid(start: TimeStamp, all: readonly TimeStamp[], exposure: Exposure): SourcedTime | null {
  if (start.moment !== 'start') return null;
  const later = all.filter(
    ({ hdu, isBareDate, utc }) => hdu === start.hdu && !isBareDate && utc >= start.utc
  );
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
  exposure: Exposure
): SourcedTime | null {
  const step = fraction - FRACTIONS[moment];
  if (step === 0) return asGiven({ utc, instant });
  if (!exposure) return null;
  return {
    utc: Math.round(utc + step * exposure.seconds * 1000) as UnixMilliseconds,
    source: { code: 'exposure', parameters: { instant, keyword: exposure.keyword, fraction: step } }
  };
}

import type { Seconds, UnixMilliseconds } from '../units/Brand';
import type { ObservedTime } from './ObservedTime';
import { timeRemarks } from './timeRemarks';
import type { HeaderInstant, Moment, TimeSource } from './TimeSource';
import { withInstants } from './withInstants';

/** What a person says of the clock and the shutter of a camera. What is left out is as the file says. */
export interface TimeCorrections {
  /** The moment of the exposure that the time in the file is of. */
  readonly timeStamp?: Moment;
  /** By how much the clock was ahead of UTC; 0: it showed UTC. */
  readonly clockOffset?: Seconds;
  readonly exposureTime?: Seconds;
}

const FRACTIONS: Readonly<Record<Moment, number>> = { start: 0, mid: 0.5, end: 1 };

/** Of an exposure whose length is given by no card, or by several. */
const EXPOSURE = 'exposure time';

/**
 * The time of an observation as its file and its user say.
 * @param declared the exposure time by the file, or null
 */
export function correctedTime(
  observed: ObservedTime,
  corrections: TimeCorrections,
  declared: Seconds | null
): ObservedTime {
  const { timeStamp, clockOffset, exposureTime } = corrections;
  const shifted = clockOffset === undefined ? observed : byClock(observed, clockOffset);
  const isRetimed = timeStamp !== undefined || (exposureTime !== undefined && !isMidGiven(observed));
  // Of a day without time of day, no moment is known.
  if (!isRetimed || timeRemarks(observed.source).some(({ code }) => code === 'noTimeOfDay')) return shifted;
  return byExposure(shifted, timeStamp, exposureTime, declared);
}

function byClock({ start, mid, source, midSource }: ObservedTime, offset: Seconds): ObservedTime {
  const change = (instant: HeaderInstant): HeaderInstant => ({
    ...instant,
    remarks: [
      ...instant.remarks.filter(({ code }) => code !== 'localTime' && code !== 'notConverted'),
      { code: 'clockCorrected', parameters: { seconds: offset } }
    ]
  });
  const shift = (time: UnixMilliseconds) => Math.round(time - offset * 1000) as UnixMilliseconds;
  return {
    start: shift(start),
    mid: mid === null ? null : shift(mid),
    source: withInstants(source, change),
    midSource: midSource && withInstants(midSource, change)
  };
}

/** Whether other cards than those of the start and of the exposure time give the middle. */
const isMidGiven = ({ source, midSource }: ObservedTime): boolean =>
  source.code === 'instant' && (midSource?.code === 'instant' || midSource?.code === 'halfway');

function byExposure(
  observed: ObservedTime,
  timeStamp: Moment | undefined,
  exposureTime: Seconds | undefined,
  declared: Seconds | null
): ObservedTime {
  const stamp = stampOf(observed);
  if (!stamp) return observed;
  const { keyword, seconds } =
    exposureTime === undefined
      ? exposureOf(observed, declared)
      : { keyword: EXPOSURE, seconds: exposureTime };
  const moment = timeStamp ?? stamp.moment;
  const instant: HeaderInstant =
    timeStamp === undefined
      ? stamp.instant
      : {
          ...stamp.instant,
          remarks: [...stamp.instant.remarks, { code: 'momentCorrected', parameters: { moment } }]
        };
  const at = (fraction: number): { readonly utc: UnixMilliseconds; readonly source: TimeSource } | null => {
    const step = fraction - FRACTIONS[moment];
    if (step === 0) return { utc: stamp.utc, source: { code: 'instant', parameters: { instant } } };
    if (seconds === null) return null;
    return {
      utc: Math.round(stamp.utc + step * seconds * 1000) as UnixMilliseconds,
      source: { code: 'exposure', parameters: { instant, keyword, fraction: step, contradictedBy: null } }
    };
  };
  const [start, mid] = [at(0), at(0.5)];
  return {
    start: start?.utc ?? stamp.utc,
    mid: mid?.utc ?? null,
    source: start?.source ?? { code: 'otherMoment', parameters: { instant, moment } },
    midSource: mid?.source ?? null
  };
}

interface Stamp {
  readonly utc: UnixMilliseconds;
  readonly moment: Moment;
  readonly instant: HeaderInstant;
}

/** The time in the file that the others follow from; null where an earlier version did not keep which it was. */
function stampOf({ start, mid, source }: ObservedTime): Stamp | null {
  switch (source.code) {
    case 'text':
      return null;
    case 'halfway':
      return { utc: start, moment: 'start', instant: source.parameters.start };
    case 'instant':
      return { utc: start, moment: 'start', instant: source.parameters.instant };
    case 'otherMoment':
      return { utc: start, ...source.parameters };
    case 'exposure': {
      const { instant, fraction } = source.parameters;
      const half = (mid ?? start) - start;
      // The start is so much of the exposure from it.
      return {
        utc: (start - 2 * fraction * half) as UnixMilliseconds,
        moment: fraction === -1 ? 'end' : 'mid',
        instant
      };
    }
  }
}

/** The exposure time by which a time was computed, else the one declared. */
function exposureOf({ start, mid, source, midSource }: ObservedTime, declared: Seconds | null) {
  const used = [midSource, source].find((one) => one?.code === 'exposure');
  return used?.code === 'exposure' && mid !== null
    ? { keyword: used.parameters.keyword, seconds: (2 * (mid - start)) / 1000 }
    : { keyword: EXPOSURE, seconds: declared };
}

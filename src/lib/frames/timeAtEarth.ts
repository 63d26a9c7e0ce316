import type { ObservedTime } from '../domain/sky/ObservedTime';
import type { Position } from '../domain/sky/Position';
import { timeRemarks } from '../domain/sky/timeRemarks';
import type { LightReference, TimeRemark, TimeSource } from '../domain/sky/TimeSource';
import { withInstants } from '../domain/sky/withInstants';
import type { UnixMilliseconds } from '../domain/units/Brand';
import { DAY, UNIX_JD } from '../domain/units/days';
import { arrivalTime } from '../kernels/time/arrivalTime';
import { tdbMinusTt, ttMinusUtc } from '../kernels/time/timeScales';

/** A day after leap seconds began: before, light travel is not computed. */
const CONVERTIBLE_SINCE = Date.UTC(1972, 0, 2);

/**
 * A time that a header gives as seen from the Sun or the barycentre (HJD, BJD), as the time at which the light reached the
 * Earth; any other stays as it is.
 * @param target where the light came from
 */
export async function timeAtEarth(observed: ObservedTime, target: Position): Promise<ObservedTime> {
  const seen = timeRemarks(observed.source).find((remark) => remark.code === 'seenFrom');
  if (!seen || observed.start < CONVERTIBLE_SINCE) return observed;
  const { place } = seen.parameters;
  const toEarth = (utc: UnixMilliseconds): UnixMilliseconds => {
    const tt = utc + ttMinusUtc(utc) * 1000;
    const reading = place === 'sun' ? utc : tt + tdbMinusTt(tt) * 1000;
    return arrivalTime(reading / DAY + UNIX_JD, place === 'sun' ? 'hjdUtc' : 'bjdTdb', target);
  };
  const { start, mid, source, midSource } = observed;
  return {
    start: toEarth(start),
    mid: mid === null ? null : toEarth(mid),
    source: convertedSource(source, place),
    midSource: midSource && convertedSource(midSource, place)
  };
}

const convertedSource = (source: TimeSource, place: LightReference): TimeSource =>
  withInstants(source, ({ remarks, ...instant }) => ({
    ...instant,
    remarks: [CONVERTED[place], ...remarks.filter(({ code }) => code !== 'seenFrom' && code !== 'converted')]
  }));

const CONVERTED: Readonly<Record<LightReference, TimeRemark>> = {
  sun: { code: 'convertedToEarth', parameters: { place: 'sun' } },
  barycentre: { code: 'convertedToEarth', parameters: { place: 'barycentre' } }
};

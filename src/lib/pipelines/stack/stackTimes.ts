import type { UnixMilliseconds } from '../../domain/units/Brand';
import { unixToModifiedJulianDate } from '../../domain/units/modifiedJulianDate';
import type { Card } from '../../fits/file/formatCard';
import type { Frame } from '../../frames/Frame';

interface Exposure {
  readonly start: UnixMilliseconds;
  readonly mid: UnixMilliseconds;
  readonly end: UnixMilliseconds;
}

/**
 * When the light of a stack arrived, and for how long it was gathered, UTC. The middle is that of the exposures, each
 * with the weight that its frame has in the stack. What not all frames tell is left out.
 *
 * Source: FITS 4.0, sections 9.5 and 9.6, tables 31 and 35; TELAPSE after the HEASARC keyword dictionary.
 * @param weights one for each frame
 */
export function stackTimes(frames: readonly Pick<Frame, 'facts'>[], weights: readonly number[]): Card[] {
  return [...dates(frames, weights), ...exposureTimes(frames)];
}

/** How many of the frames do not tell when their exposure began and ended. */
export const countUndated = (frames: readonly Pick<Frame, 'facts'>[]): number =>
  frames.filter((frame) => !exposureOf(frame)).length;

function dates(frames: readonly Pick<Frame, 'facts'>[], weights: readonly number[]): Card[] {
  const exposures = frames.flatMap((frame) => exposureOf(frame) ?? []);
  if (exposures.length < frames.length) return [];
  const start = Math.min(...exposures.map((exposure) => exposure.start));
  const end = Math.max(...exposures.map((exposure) => exposure.end));
  const total = weights.reduce((sum, weight) => sum + weight);
  const sinceStart = exposures.reduce((sum, { mid }, i) => sum + weights[i]! * (mid - start), 0);
  const mid = start + Math.round(sinceStart / total);
  return [
    ['TIMESYS', 'UTC', 'time scale'],
    ['DATE-OBS', dateText(start), 'start of the first exposure'],
    ['DATE-BEG', dateText(start), 'start of the first exposure'],
    ['DATE-AVG', dateText(mid), 'weighted middle of the exposures'],
    ['DATE-END', dateText(end), 'end of the last exposure'],
    ['MJD-OBS', modifiedJulianDate(start), '[d] DATE-OBS'],
    ['MJD-AVG', modifiedJulianDate(mid), '[d] DATE-AVG'],
    ['TELAPSE', (end - start) / 1000, '[s] from DATE-BEG to DATE-END']
  ];
}

function exposureOf({ facts: { observed, exposureTime } }: Pick<Frame, 'facts'>): Exposure | null {
  const mid = observed?.mid ?? null;
  if (!observed || mid === null) return null;
  const { start } = observed;
  // The middle is not halfway where exposures of several lengths or weights were put together already.
  const end = start + Math.max(2 * (mid - start), (exposureTime ?? 0) * 1000);
  return { start, mid, end: end as UnixMilliseconds };
}

function exposureTimes(frames: readonly Pick<Frame, 'facts'>[]): Card[] {
  const exposures = frames.flatMap(({ facts: { exposureTime } }) => exposureTime ?? []);
  if (exposures.length < frames.length) return [];
  const total = exposures.reduce((sum, exposure) => sum + exposure, 0);
  return [['EXPTIME', total, '[s] exposure times of all frames together']];
}

const dateText = (time: number): string => new Date(time).toISOString().slice(0, -1);

/** To a millisecond. */
const modifiedJulianDate = (time: number): number =>
  Number(unixToModifiedJulianDate(time as UnixMilliseconds).toFixed(8));

import type { FrequencyGrid } from '../../kernels/periods/FrequencyGrid';
import type { Sampling } from '../../kernels/periods/sampling';

export interface SearchGrid extends FrequencyGrid {
  /** Why it ends at the shortest period. */
  readonly reason: string;
}

/** Steps across the width, 1 / span, of a peak of one term: between two, its top loses 2 % at most. */
export const STEPS_PER_PEAK = 3;
/** Days: what is searched in any case, for measurements at uneven times tell of periods shorter than their gaps. */
const SHORTEST = 0.1;
const MOST_FREQUENCIES = 2 ** 21;

/**
 * Frequencies from one cycle in all the time up to the shortest period, in steps that miss no peak.
 * @param shortest period in days, null: by the times
 * @param longest period in days, null: by the times
 * @throws RangeError if there is nothing between the two
 */
export function searchGrid(
  { span, medianGap, isEven }: Sampling,
  terms: number,
  shortest: number | null,
  longest: number | null
): SearchGrid {
  const step = 1 / (STEPS_PER_PEAK * terms * span);
  const start = 1 / (longest ?? span);
  const limit = start + step * (MOST_FREQUENCIES - 1);
  const wanted =
    shortest !== null
      ? { period: shortest, reason: 'as you asked' }
      : isEven
        ? {
            period: 2 * medianGap * terms,
            reason: 'twice the time between measurements for each harmonic: they are evenly spaced'
          }
        : 2 * medianGap < SHORTEST
          ? { period: 2 * medianGap, reason: 'twice the usual time between measurements' }
          : { period: SHORTEST, reason: 'what is searched if you name none' };
  const isTooMuch = 1 / wanted.period > limit;
  const end = isTooMuch ? limit : 1 / wanted.period;
  if (!(end > start)) throw new RangeError(`No period is between ${wanted.period} and ${1 / start} d.`);
  return {
    start,
    step,
    count: Math.floor((end - start) / step) + 1,
    reason: isTooMuch ? `no more than ${MOST_FREQUENCIES} frequencies are searched at once` : wanted.reason
  };
}

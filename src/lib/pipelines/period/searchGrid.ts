import type { Statements } from '../../domain/statement/Statement';
import type { FrequencyGrid } from '../../kernels/periods/FrequencyGrid';
import type { Sampling } from '../../kernels/periods/sampling';

export interface SearchGrid extends FrequencyGrid {
  /** Why it ends at its shortest period. */
  readonly end: GridEnd;
  /** The shortest period that was wanted, days. */
  readonly wanted: number;
}

export type GridEnd = Statements<{
  given: {};
  even: {};
  gaps: {};
  usual: {};
  limited: { readonly frequencies: number };
}>;

/** Steps across the width, 1 / span, of a peak of one term: between two steps, its top loses at most 2 %. */
export const STEPS_PER_PEAK = 3;
/** Days: always searched, as measurements at uneven times reveal periods shorter than their gaps. */
const SHORTEST = 0.1;
const MAX_FREQUENCIES = 2 ** 21;

/**
 * Frequencies from one cycle over the whole time span up to the shortest period, in steps that miss no peak.
 * @param shortest period in days, null: from the times
 * @param longest period in days, null: from the times
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
  const limit = start + step * (MAX_FREQUENCIES - 1);
  const { period: wanted, end } = wantedEnd({ medianGap, isEven }, terms, shortest);
  const isTooMuch = 1 / wanted > limit;
  const last = isTooMuch ? limit : 1 / wanted;
  if (!(last > start)) throw new RangeError(`No period is between ${wanted} and ${1 / start} d.`);
  return {
    start,
    step,
    count: Math.floor((last - start) / step) + 1,
    end: isTooMuch ? { code: 'limited', parameters: { frequencies: MAX_FREQUENCIES } } : end,
    wanted
  };
}

function wantedEnd(
  { medianGap, isEven }: Pick<Sampling, 'medianGap' | 'isEven'>,
  terms: number,
  shortest: number | null
): { readonly period: number; readonly end: GridEnd } {
  if (shortest !== null) return { period: shortest, end: { code: 'given', parameters: {} } };
  if (isEven) return { period: 2 * medianGap * terms, end: { code: 'even', parameters: {} } };
  return 2 * medianGap < SHORTEST
    ? { period: 2 * medianGap, end: { code: 'gaps', parameters: {} } }
    : { period: SHORTEST, end: { code: 'usual', parameters: {} } };
}

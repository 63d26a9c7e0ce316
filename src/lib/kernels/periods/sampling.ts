/** How measurements are spaced in time. */
export interface Sampling {
  /** Days from the first to the last. */
  readonly span: number;
  /** Median interval between successive times that differ, days; 0 if all are the same. */
  readonly medianGap: number;
  /**
   * All intervals are whole multiples of the median gap, to a hundredth: the periodogram then repeats itself beyond half a
   * cycle per gap.
   */
  readonly isEven: boolean;
}

const EVEN = 0.01;

/** @param times in ascending order, days */
export function sampling(times: Float64Array): Sampling {
  const gaps: number[] = [];
  for (let i = 1; i < times.length; i++) if (times[i] > times[i - 1]) gaps.push(times[i] - times[i - 1]);
  const medianGap = gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  const isEven = gaps.every((gap) => {
    const steps = gap / medianGap;
    return Math.abs(steps - Math.round(steps)) <= EVEN * Math.max(1, Math.sqrt(steps)) && steps > 0.5;
  });
  return { span: times[times.length - 1] - times[0], medianGap, isEven: gaps.length > 0 && isEven };
}

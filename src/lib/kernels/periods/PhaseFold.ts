/** Sums over points in bins of phase, for one trial period after another. */
export interface PhaseFold {
  /** Two sums per bin. */
  readonly bins: Float64Array;
  /**
   * Adds the two numbers of each point to the bin of its phase; phase 0 is in bin 1.
   * @param frequency cycles per unit of the times, which must be 0 or more
   */
  add(frequency: number, binsPerPeriod: number): void;
}

/**
 * @param points in pairs: the times of both, then the two numbers of the first and those of the second. Engines read one
 *   array faster than several.
 */
export function plainPhaseFold(points: Float64Array, binCount: number): PhaseFold {
  const bins = new Float64Array(2 * binCount);
  return { bins, add: (frequency, binsPerPeriod) => add(points, frequency, binsPerPeriod, bins) };
}

/** Reads two points before it writes anything: after each write to an array, an engine looks arrays up again. */
function add(points: Float64Array, frequency: number, binsPerPeriod: number, bins: Float64Array): void {
  for (let i = 0; i < points.length; i += 6) {
    const cycles = points[i] * frequency;
    const nextCycles = points[i + 1] * frequency;
    const nextFirst = points[i + 4];
    const nextSecond = points[i + 5];
    const at = 2 * (((cycles - Math.floor(cycles)) * binsPerPeriod + 1) | 0);
    const nextAt = 2 * (((nextCycles - Math.floor(nextCycles)) * binsPerPeriod + 1) | 0);
    const first = bins[at] + points[i + 2];
    const second = bins[at + 1] + points[i + 3];
    bins[at] = first;
    bins[at + 1] = second;
    // Read only now: it may be the same bin.
    const firstThen = bins[nextAt] + nextFirst;
    const secondThen = bins[nextAt + 1] + nextSecond;
    bins[nextAt] = firstThen;
    bins[nextAt + 1] = secondThen;
  }
}

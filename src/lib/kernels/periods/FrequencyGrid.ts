/** Frequencies `start + j * step` for `0 <= j < count`, in cycles per day. */
export interface FrequencyGrid {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** 32 MB for two results per frequency. */
const MAX_FREQUENCIES = 2 ** 21;

/** @throws RangeError if the grid has no frequencies, more than 2^21, or some that are negative or not finite */
export function checkFrequencyGrid({ start, step, count }: FrequencyGrid): void {
  if (!(start >= 0 && step > 0 && Number.isFinite(start + step * count)))
    throw new RangeError(`Not a frequency grid: from ${start} in steps of ${step}`);
  if (!(Number.isInteger(count) && count > 0 && count <= MAX_FREQUENCIES))
    throw new RangeError(`A grid of ${count} frequencies: it must have 1 to ${MAX_FREQUENCIES}`);
}

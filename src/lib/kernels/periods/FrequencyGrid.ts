/** Frequencies `start + j * step` for `0 <= j < count`. Cycles per day. */
export interface FrequencyGrid {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** 32 MB for two results of each. */
const MOST_FREQUENCIES = 2 ** 21;

/** @throws RangeError if it has no frequencies, more than 2^21, or such that are negative or none */
export function checkFrequencyGrid({ start, step, count }: FrequencyGrid): void {
  if (!(start >= 0 && step > 0 && Number.isFinite(start + step * count)))
    throw new RangeError(`frequencies from ${start} in steps of ${step}`);
  if (!(Number.isInteger(count) && count > 0 && count <= MOST_FREQUENCIES))
    throw new RangeError(`${count} frequencies`);
}

/** Frequencies `start + j * step` for `0 <= j < count`. Cycles per day. */
export interface FrequencyGrid {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

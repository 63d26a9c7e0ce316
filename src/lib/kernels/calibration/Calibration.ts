/** What a light frame is calibrated with: the same pixels of masters, those that there are. */
export interface Calibration {
  readonly bias?: Float32Array;
  /** Less the bias if there is one. */
  readonly dark?: Float32Array;
  /** Exposure time of the light frame by that of the dark; 1 unless said otherwise, as it must be without a bias. */
  readonly darkScale?: number;
  /** About 1, NaN where it corrects nothing; see `normaliseFlat`. */
  readonly flat?: Float32Array;
}

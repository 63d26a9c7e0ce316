/** The available master frames to calibrate a light frame with, cut to the same pixels. */
export interface Calibration {
  readonly bias?: Float32Array;
  /** Bias-subtracted if there is a bias. */
  readonly dark?: Float32Array;
  /** Exposure time of the light frame divided by that of the dark. Default 1, and it must be 1 without a bias. */
  readonly darkScale?: number;
  /** About 1, NaN where it cannot correct; see `normaliseFlat`. */
  readonly flat?: Float32Array;
}

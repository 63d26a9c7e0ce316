/** What a light frame is calibrated with: the same pixels of masters, those that there are. */
export interface Calibration {
  readonly bias?: Float32Array;
  /** Less the bias if there is one. */
  readonly dark?: Float32Array;
  /** Exposure time of the light frame by that of the dark; 1 unless said otherwise, as it must be without a bias. */
  readonly darkScale?: number;
  /** About 1, NaN where it corrects nothing; see `normaliseFlat`. */
  readonly flat?: Float32Array;
  /** Other than 0 for every pixel that is not to be used; see `badPixels`. */
  readonly bad?: Uint8Array;
}

/**
 * Calibrates pixels in place: (light - bias - darkScale * dark) / flat, in double precision and rounded once. Bad
 * pixels become NaN, as do those where a master is NaN.
 * @returns how many pixels became NaN that were not
 * @throws RangeError if a master has another length, or a dark is scaled without a bias
 */
export function calibrateStrip(light: Float32Array, calibration: Calibration): number {
  const { bias, dark, darkScale = 1, flat, bad } = calibration;
  for (const master of [bias, dark, flat, bad])
    if (master && master.length !== light.length)
      throw new RangeError(`a master of ${master.length} pixels for ${light.length}`);
  if (!(darkScale >= 0 && darkScale < Infinity)) throw new RangeError(`a dark scaled by ${darkScale}`);
  if (dark && darkScale !== 1 && !bias)
    throw new RangeError('a dark that holds the bias too cannot be scaled');
  const { length } = light;
  return calibrate(
    light,
    bias ?? new Float32Array(length),
    dark ?? new Float32Array(length),
    darkScale,
    flat ?? new Float32Array(length).fill(1),
    bad ?? new Uint8Array(length)
  );
}

/** In a function of its own, always given the same types, for it is most of the work. */
function calibrate(
  light: Float32Array,
  bias: Float32Array,
  dark: Float32Array,
  darkScale: number,
  flat: Float32Array,
  bad: Uint8Array
): number {
  let lost = 0;
  for (let i = 0; i < light.length; i++) {
    const value = light[i];
    const calibrated = bad[i] !== 0 ? NaN : (value - (bias[i] + darkScale * dark[i])) / flat[i];
    if (Number.isNaN(calibrated) && !Number.isNaN(value)) lost++;
    light[i] = calibrated;
  }
  return lost;
}

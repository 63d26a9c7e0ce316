/** In the order of `Method` in wasm/assembly/combine.ts. */
export const COMBINE_METHODS = ['mean', 'clippedMean', 'winsorised', 'median', 'minMax'] as const;

/** How frames become one. Scales, offsets and weights have one value a frame. */
export interface CombineOptions {
  /**
   * - `mean`: of all values.
   * - `clippedMean`: of those within `sigmaLow` and `sigmaHigh` standard deviations (of the population) of the median,
   *   again and again until none is further, as astropy.stats.sigma_clip and Siril do. Among fewer than 8 values none
   *   can be 3 sigma away: use `median` or `minMax` there.
   * - `winsorised`: the same, but sigma is that of the values drawn in to 1.5 sigma (Huber), which one wild value
   *   hardly widens.
   * - `median`: the mean of the two in the middle if their number is even.
   * - `minMax`: the mean without the lowest and the highest, if there are three or more.
   */
  readonly method: (typeof COMBINE_METHODS)[number];
  /** 3 unless said otherwise. */
  readonly sigmaLow?: number;
  readonly sigmaHigh?: number;
  /** How often values are set aside at most, 5 unless said otherwise. */
  readonly maxIterations?: number;
  /** Values become `scale * value + offset` before anything else, in float32. */
  readonly scales?: readonly number[];
  readonly offsets?: readonly number[];
  /** Of the frames in a mean; they decide nothing about what is set aside, nor count in `median` and `minMax`. */
  readonly weights?: readonly number[];
}

/** By pixel. */
export interface Combined {
  /** NaN where no frame has a value. */
  readonly mean: Float32Array;
  /** Standard deviation of the values kept, of the sample (divided by n - 1), weighted as the mean; NaN where n < 2. */
  readonly std: Float32Array;
  /** How many values were kept. */
  readonly coverage: Uint16Array;
}

export const newCombined = (pixels: number): Combined => ({
  mean: new Float32Array(pixels),
  std: new Float32Array(pixels),
  coverage: new Uint16Array(pixels)
});

type ResolvedCombineOptions = Omit<Required<CombineOptions>, 'weights'> & {
  /** Null where all are equal or do not count. */
  readonly weights: readonly number[] | null;
};

/** @throws RangeError if there are no frames, or an option makes no sense or has not one value a frame */
export function resolveCombineOptions(frames: number, options: CombineOptions): ResolvedCombineOptions {
  if (!(frames >= 1 && frames <= 65535)) throw new RangeError(`${frames} frames to combine, not 1 to 65535`);
  const { method, sigmaLow = 3, sigmaHigh = 3, maxIterations = 5 } = options;
  if (!(sigmaLow > 0 && sigmaHigh > 0)) throw new RangeError('sigmaLow and sigmaHigh must be positive');
  if (!(Number.isInteger(maxIterations) && maxIterations >= 0))
    throw new RangeError('maxIterations must be a whole number, not negative');
  const onePerFrame = (name: 'scales' | 'offsets' | 'weights', absent: number): readonly number[] => {
    const values = options[name] ?? Array.from({ length: frames }, () => absent);
    if (values.length === frames && values.every(Number.isFinite)) return values;
    throw new RangeError(`${name} must be ${frames} numbers, one a frame`);
  };
  const weights = onePerFrame('weights', 1);
  if (!weights.every((weight) => weight > 0)) throw new RangeError('weights must be positive');
  const areWeighted = method !== 'median' && method !== 'minMax' && new Set(weights).size > 1;
  return {
    method,
    sigmaLow,
    sigmaHigh,
    maxIterations,
    scales: onePerFrame('scales', 1),
    offsets: onePerFrame('offsets', 0),
    weights: areWeighted ? weights : null
  };
}

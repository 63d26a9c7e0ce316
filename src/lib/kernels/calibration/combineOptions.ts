/** In the order of `Method` in wasm/assembly/combine.ts. */
export const COMBINE_METHODS = ['mean', 'clippedMean', 'winsorised', 'median', 'minMax'] as const;

/** How frames are combined. Scales, offsets and weights have one value per frame. */
export interface CombineOptions {
  /**
   * - `mean`: of all values.
   * - `clippedMean`: the mean after iteratively rejecting values more than `sigmaLow` or `sigmaHigh` (population) standard
   *   deviations from the median, as in astropy.stats.sigma_clip and Siril. Among fewer than 8 values none can be 3 sigma
   *   away: use `median` or `minMax` there.
   * - `winsorised`: the same, but with the sigma of the values winsorised at 1.5 sigma (Huber), which a single extreme
   *   value hardly affects.
   * - `median`: for an even number of values, the mean of the two middle ones.
   * - `minMax`: the mean without the lowest and the highest value, if there are three or more.
   */
  readonly method: (typeof COMBINE_METHODS)[number];
  /** Default 3, both. */
  readonly sigmaLow?: number;
  readonly sigmaHigh?: number;
  /** Maximum number of rounds of rejection. Default 5. */
  readonly maxIterations?: number;
  /** Values become `scale * value + offset` before anything else, in float32. */
  readonly scales?: readonly number[];
  readonly offsets?: readonly number[];
  /** Weights of the frames in a mean. They do not affect rejection, and are ignored by `median` and `minMax`. */
  readonly weights?: readonly number[];
}

/** The combined frame and its statistics, by pixel. */
export interface Combined {
  /** NaN where no frame has a value. */
  readonly mean: Float32Array;
  /** Sample standard deviation (n - 1) of the values kept, weighted like the mean; NaN where n < 2. */
  readonly std: Float32Array;
  /** Number of values kept. */
  readonly coverage: Uint16Array;
}

export const newCombined = (pixels: number): Combined => ({
  mean: new Float32Array(pixels),
  std: new Float32Array(pixels),
  coverage: new Uint16Array(pixels)
});

type ResolvedCombineOptions = Omit<Required<CombineOptions>, 'weights'> & {
  /** Null if all are equal or the method ignores them. */
  readonly weights: readonly number[] | null;
};

/** @throws RangeError if there are no frames, or an option is invalid or does not have one value per frame */
export function resolveCombineOptions(frames: number, options: CombineOptions): ResolvedCombineOptions {
  if (!(frames >= 1 && frames <= 65535))
    throw new RangeError(`Cannot combine ${frames} frames: there must be 1 to 65535`);
  const { method, sigmaLow = 3, sigmaHigh = 3, maxIterations = 5 } = options;
  if (!(sigmaLow > 0 && sigmaHigh > 0)) throw new RangeError('sigmaLow and sigmaHigh must be positive');
  if (!(Number.isInteger(maxIterations) && maxIterations >= 0))
    throw new RangeError('maxIterations must be a whole number of 0 or more');
  const onePerFrame = (name: 'scales' | 'offsets' | 'weights', standard: number): readonly number[] => {
    const values = options[name] ?? Array.from({ length: frames }, () => standard);
    if (values.length === frames && values.every(Number.isFinite)) return values;
    throw new RangeError(`${name} must be ${frames} numbers, one per frame`);
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

/** Fluxes of several stars in several frames through one aperture: that of star s in frame f is at `s * frames + f`. */
export interface FluxMatrix {
  readonly stars: number;
  readonly frames: number;
  /** In any unit; NaN where a star was not measured. */
  readonly flux: Float64Array;
  /** One standard deviation, in the same unit. */
  readonly error: Float64Array;
}

/** Stars assumed to be constant, and what they show about each frame. Magnitudes. */
export interface Ensemble {
  /** Indices of stars in the matrix. */
  readonly members: readonly number[];
  /** By star of the matrix: magnitude relative to the total light of all members; NaN unless it is a member. */
  readonly magnitude: Float64Array;
  /** By star: scatter in excess of its errors, which reduces its weight. */
  readonly extraScatter: Float64Array;
  /** By frame: instrumental magnitude of the members' total light; NaN where no member was measured. */
  readonly zeroPoint: Float64Array;
  /** By frame: sum of the members' weights, magnitudes ** -2. The error of the zero point is 1 / sqrt(weight). */
  readonly weight: Float64Array;
  /** By value of the matrix; 0 where it is not used. */
  readonly weights: Float64Array;
}

/** Magnitudes per relative change of flux. */
const MAGNITUDES = 2.5 / Math.LN10;

const MAX_ROUNDS = 8;
const MAX_ITERATIONS = 100;
/** Magnitudes: a solution that changes by no more has converged. */
const TOLERANCE = 1e-7;
/** The same for the extra scatter of stars. */
const SCATTER_TOLERANCE = 1e-5;
/** Standard deviations beyond which a value of a constant star is an outlier. */
const OUTLIER = 5;
/** From this many values on, one outlier of a star is allowed. */
const MIN_VALUES_FOR_OUTLIERS = 10;
/** A star with a larger fraction of outliers has none: that is no accident. */
const MAX_OUTLIER_FRACTION = 0.05;

/**
 * Solves for the magnitudes of constant stars and the zero points of frames together, by weighted least squares of
 * `m(s, f) = magnitude(s) + zeroPoint(f)`, so that a star may be missing from some frames. The weight of a value comes
 * from its error and from its star's extra scatter, measured iteratively against all other members.
 *
 * Without members, no frame has a zero point.
 *
 * Sources: Honeycutt (1992), PASP 104, 435; weights by scatter: Broeg, Fernandez & Neuhaeuser (2005), AN 326, 134.
 */
export function ensemblePhotometry(matrix: FluxMatrix, members: readonly number[]): Ensemble {
  const { stars, frames } = matrix;
  const { magnitudes, variances } = toMagnitudes(matrix);
  const ensemble = {
    members,
    magnitude: new Float64Array(stars).fill(NaN),
    extraScatter: new Float64Array(stars),
    zeroPoint: new Float64Array(frames).fill(NaN),
    weight: new Float64Array(frames),
    weights: new Float64Array(stars * frames)
  };
  const isOutlier = new Uint8Array(stars * frames);
  for (let round = 0; ; round++) {
    reweight(ensemble, frames, variances, isOutlier);
    solve(ensemble, frames, magnitudes);
    if (round === MAX_ROUNDS || members.length < 3) break;
    const before = [ensemble.extraScatter.slice(), isOutlier.slice()] as const;
    measureScatter(ensemble, frames, magnitudes, variances, isOutlier);
    const hasConverged =
      before[0].every((value, star) => Math.abs(value - ensemble.extraScatter[star]) <= SCATTER_TOLERANCE) &&
      before[1].every((is, i) => is === isOutlier[i]);
    if (hasConverged) break;
  }
  return onCommonScale(ensemble);
}

/** NaN and an infinite variance where the flux is not positive. */
export function toMagnitudes({ flux, error }: FluxMatrix): {
  magnitudes: Float64Array;
  variances: Float64Array;
} {
  const magnitudes = flux.map((value) => (value > 0 ? -2.5 * Math.log10(value) : NaN));
  const variances = error.map((sigma, i) =>
    flux[i] > 0 && sigma > 0 ? ((MAGNITUDES * sigma) / flux[i]) ** 2 : Infinity
  );
  return { magnitudes, variances };
}

function reweight(
  { members, extraScatter, weight, weights }: Ensemble,
  frames: number,
  variances: Float64Array,
  isOutlier: Uint8Array
): void {
  weight.fill(0);
  for (const star of members) {
    const extra = extraScatter[star] ** 2;
    for (let f = 0, i = star * frames; f < frames; f++, i++) {
      weights[i] = isOutlier[i] ? 0 : 1 / (variances[i] + extra);
      weight[f] += weights[i];
    }
  }
}

/** Solves for zero points and magnitudes alternately, starting from the magnitudes of the previous round, if any. */
function solve(
  { members, magnitude, zeroPoint, weight, weights }: Ensemble,
  frames: number,
  magnitudes: Float64Array
): void {
  for (const star of members)
    if (Number.isNaN(magnitude[star])) {
      const own = magnitudes.subarray(star * frames, (star + 1) * frames).filter(Number.isFinite);
      magnitude[star] = own.reduce((sum, value) => sum + value, 0) / own.length;
    }
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    zeroPoint.fill(0);
    for (const star of members)
      for (let f = 0, i = star * frames; f < frames; f++, i++)
        if (weights[i] > 0) zeroPoint[f] += (weights[i] * (magnitudes[i] - magnitude[star])) / weight[f];
    let change = 0;
    for (const star of members) {
      let sum = 0;
      let total = 0;
      for (let f = 0, i = star * frames; f < frames; f++, i++) {
        if (!(weights[i] > 0)) continue;
        sum += weights[i] * (magnitudes[i] - zeroPoint[f]);
        total += weights[i];
      }
      const next = sum / total;
      change = Math.max(change, Math.abs(next - magnitude[star]));
      magnitude[star] = next;
    }
    if (!(change > TOLERANCE)) break;
  }
  for (let f = 0; f < frames; f++) if (weight[f] === 0) zeroPoint[f] = NaN;
}

/**
 * Measures the scatter of each member in excess of its errors, against the other members alone. Of several outliers in a
 * frame, only the worst is rejected at first: it may be what displaced the others.
 */
function measureScatter(
  { members, magnitude, extraScatter, zeroPoint, weight, weights }: Ensemble,
  frames: number,
  magnitudes: Float64Array,
  variances: Float64Array,
  isOutlier: Uint8Array
): void {
  const squares = new Float64Array(variances.length).fill(NaN);
  const expected = new Float64Array(variances.length);
  const limit = (star: number, i: number): number => OUTLIER ** 2 * (expected[i] + extraScatter[star] ** 2);
  for (let f = 0; f < frames; f++) {
    let worst = -1;
    let largest = 1;
    for (const star of members) {
      const i = star * frames + f;
      const others = weight[f] - weights[i];
      if (!(others > 0) || !Number.isFinite(variances[i])) continue;
      // The star's own contribution to the zero point reduces its residual; this undoes it.
      const residual = (magnitudes[i] - magnitude[star] - zeroPoint[f]) * (weight[f] / others);
      squares[i] = residual ** 2;
      expected[i] = variances[i] + 1 / others;
      const relative = squares[i] / limit(star, i);
      if (isOutlier[i]) isOutlier[i] = Number(relative > 1);
      else if (relative > largest) {
        worst = i;
        largest = relative;
      }
    }
    if (worst >= 0) isOutlier[worst] = 1;
  }
  for (const star of members) {
    const own = [star * frames, (star + 1) * frames] as const;
    const measured = squares.slice(...own).filter((square) => square >= 0).length;
    const outliers = isOutlier.subarray(...own).reduce((sum, is) => sum + is, 0);
    const allowed = Math.max(measured < MIN_VALUES_FOR_OUTLIERS ? 0 : 1, MAX_OUTLIER_FRACTION * measured);
    if (outliers > allowed) isOutlier.fill(0, ...own);
    let excess = 0;
    let total = 0;
    for (let i = own[0]; i < own[1]; i++) {
      if (isOutlier[i] || !(squares[i] >= 0)) continue;
      excess += (squares[i] - expected[i]) / expected[i] ** 2;
      total += expected[i] ** -2;
    }
    extraScatter[star] = total > 0 ? Math.sqrt(Math.max(0, excess / total)) : 0;
  }
}

/** Shifts magnitudes and zero points so that the total light of all members has magnitude 0. */
function onCommonScale(ensemble: Ensemble): Ensemble {
  const { members, magnitude, zeroPoint } = ensemble;
  const shift = -2.5 * Math.log10(members.reduce((sum, star) => sum + 10 ** (-0.4 * magnitude[star]), 0));
  return {
    ...ensemble,
    magnitude: magnitude.map((value) => value - shift),
    zeroPoint: zeroPoint.map((value) => value + shift)
  };
}

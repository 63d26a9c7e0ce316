/** The light of some stars on some frames, through one aperture: the value of star s on frame f is at `s * frames + f`. */
export interface FluxMatrix {
  readonly stars: number;
  readonly frames: number;
  /** In any unit; NaN where a star was not measured. */
  readonly flux: Float64Array;
  /** One standard deviation, in the same unit. */
  readonly error: Float64Array;
}

/** What stars that are taken to be constant say of the frames they are on. Magnitudes. */
export interface Ensemble {
  /** Stars of the matrix. */
  readonly members: readonly number[];
  /** Of each star of the matrix, relative to the light of all members together; NaN where it is no member. */
  readonly magnitude: Float64Array;
  /** Of each star: what it scatters beyond its errors; it weighs less for it. */
  readonly extraScatter: Float64Array;
  /** Of each frame: the magnitude of what is as bright as all members together; NaN where no member was measured. */
  readonly zeroPoint: Float64Array;
  /** Sum of the weights of the members of each frame, magnitudes ** -2: the zero point's error is its root's inverse. */
  readonly weight: Float64Array;
  /** Of each value of the matrix; 0 where it does not count. */
  readonly weights: Float64Array;
}

/** One standard deviation of a magnitude for one of a flux, relative. */
const MAGNITUDES = 2.5 / Math.LN10;

const ROUNDS = 8;
const PASSES = 100;
/** Magnitudes: a solution that changes less has settled. */
const SETTLED = 1e-7;
/** The same of what stars scatter beyond their errors. */
const SETTLED_SCATTER = 1e-5;
/** Standard deviations: a value of a constant star further off was hit by something. */
const OUTLIER = 5;
const FEWEST_FOR_OUTLIERS = 10;
/** At most this part of the values of a star are set aside: more are no accident. */
const MOST_OUTLIERS = 0.05;

/**
 * Solves for the magnitudes of constant stars and the zero points of frames at once, by weighted least squares of
 * `m(s, f) = magnitude(s) + zeroPoint(f)`, so that a star may be missing on some frames. A value weighs by its error
 * and by what its star scatters beyond its errors, as measured against all other members, in rounds.
 *
 * Without a member, no frame has a zero point.
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
    weigh(ensemble, frames, variances, isOutlier);
    solve(ensemble, frames, magnitudes);
    if (round === ROUNDS || members.length < 3) break;
    const before = [ensemble.extraScatter.slice(), isOutlier.slice()] as const;
    measureScatter(ensemble, frames, magnitudes, variances, isOutlier);
    const isSettled =
      before[0].every((value, star) => Math.abs(value - ensemble.extraScatter[star]) <= SETTLED_SCATTER) &&
      before[1].every((is, i) => is === isOutlier[i]);
    if (isSettled) break;
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

function weigh(
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

/** Magnitudes and zero points in turn, each as the other leaves them; from the magnitudes of the last round, if any. */
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
  for (let pass = 0; pass < PASSES; pass++) {
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
    if (!(change > SETTLED)) break;
  }
  for (let f = 0; f < frames; f++) if (weight[f] === 0) zeroPoint[f] = NaN;
}

/**
 * What each member scatters beyond its errors when the others alone say what the frames are like. Of the values that
 * are far off in a frame, the furthest is set aside first: it may be what moved the others.
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
    let furthest = -1;
    let distance = 1;
    for (const star of members) {
      const i = star * frames + f;
      const others = weight[f] - weights[i];
      if (!(others > 0) || !Number.isFinite(variances[i])) continue;
      // The star's own part in the zero point hides as much of its residual.
      const residual = (magnitudes[i] - magnitude[star] - zeroPoint[f]) * (weight[f] / others);
      squares[i] = residual ** 2;
      expected[i] = variances[i] + 1 / others;
      const relative = squares[i] / limit(star, i);
      if (isOutlier[i]) isOutlier[i] = Number(relative > 1);
      else if (relative > distance) {
        furthest = i;
        distance = relative;
      }
    }
    if (furthest >= 0) isOutlier[furthest] = 1;
  }
  for (const star of members) {
    const own = [star * frames, (star + 1) * frames] as const;
    const measured = squares.slice(...own).filter((square) => square >= 0).length;
    const outliers = isOutlier.subarray(...own).reduce((sum, is) => sum + is, 0);
    const most = Math.max(measured < FEWEST_FOR_OUTLIERS ? 0 : 1, MOST_OUTLIERS * measured);
    if (outliers > most) isOutlier.fill(0, ...own);
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

/** Shifts magnitudes and zero points so that all members together have magnitude 0. */
function onCommonScale(ensemble: Ensemble): Ensemble {
  const { members, magnitude, zeroPoint } = ensemble;
  const shift = -2.5 * Math.log10(members.reduce((sum, star) => sum + 10 ** (-0.4 * magnitude[star]), 0));
  return {
    ...ensemble,
    magnitude: magnitude.map((value) => value - shift),
    zeroPoint: zeroPoint.map((value) => value + shift)
  };
}

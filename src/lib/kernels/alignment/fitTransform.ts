import type { Affine } from '../../domain/image/Affine';
import { leastSquaresAffine, leastSquaresSimilarity, type WeightedPairs } from './leastSquaresMap';
import { medianInPlace } from '../array/median';

/** Stars matched between two frames: positions in pixels, one array per coordinate. */
export interface StarPairs {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly toX: Float64Array;
  readonly toY: Float64Array;
  /** In any unit: pairs of similar flux are assumed to have similar errors. */
  readonly flux: Float64Array;
}

export interface TransformFit {
  /** Takes (x, y) to (toX, toY). */
  readonly transform: Affine;
  /** Similarity: shift, rotation, one scale, mirrored or not. Affine: two scales and shear as well. */
  readonly model: 'similarity' | 'affine';
  /** How many pairs were not rejected as outliers. */
  readonly count: number;
  /** Root mean square of the residual distances of those pairs, pixels. */
  readonly rms: number;
}

const MAX_ITERATIONS = 20;
/** Pixels: the fit has converged when no residual changes by more. */
const TOLERANCE = 1e-5;
/** Residuals of this many standard errors or more get no weight (the tuning constant of Tukey's biweight). */
const BIWEIGHT_LIMIT = 4.685;
/** Pairs in the group of the brightest; each following group is twice as large. */
const FIRST_GROUP = 16;
/** Pixels. No centroid is more precise, and identical positions must not cause a division by zero. */
const MIN_ERROR = 1e-4;
/** Median distance from the centre of a circular normal distribution, in standard deviations. */
const RAYLEIGH_MEDIAN = Math.sqrt(2 * Math.LN2);
/** With fewer pairs, shear cannot be told from the errors of the positions. */
const MIN_PAIRS_FOR_AFFINE = 6;

/**
 * Fits the transform that maps one frame's stars to those of another by weighted least squares: a similarity, or an
 * affine map where that is significantly better (Bayesian information criterion). The weights come from the residuals
 * themselves: the error of a position is taken as a function of flux and estimated, in groups from the brightest down,
 * by the median residual; Tukey's biweight suppresses outliers.
 *
 * Sources: Beaton & Tukey (1974), Technometrics 16, 147; Schwarz (1978), Annals of Statistics 6, 461.
 * @throws RangeError if there are fewer than 2 pairs.
 */
export function fitTransform(pairs: StarPairs): TransformFit {
  const { x, y, toX, toY } = pairs;
  const count = x.length;
  if (count < 2) throw new RangeError(`Cannot fit a transform to ${count} stars: at least 2 are needed`);
  const groups = groupByFlux(pairs.flux);
  // No spread: an object made by one has a hidden class of its own, and the engine would recompile what receives it.
  const weighted = { x, y, toX, toY, weights: new Float64Array(count).fill(1) };
  if (count >= MIN_PAIRS_FOR_AFFINE) {
    const transform = iterate(leastSquaresAffine, weighted, groups);
    const gain = chiSquare(weighted, leastSquaresSimilarity(weighted)) - chiSquare(weighted, transform);
    if (gain > 2 * Math.log(2 * count))
      return { transform, model: 'affine', ...qualityOf(weighted, transform) };
  }
  const transform = iterate(leastSquaresSimilarity, weighted, groups);
  return { transform, model: 'similarity', ...qualityOf(weighted, transform) };
}

/** Indices from the brightest to the faintest, cut into groups of 16, 32, 64 and so on. */
function groupByFlux(flux: Float64Array): Uint32Array[] {
  const order = Uint32Array.from(flux, (_, i) => i).sort((i, j) => flux[j] - flux[i]);
  const groups: Uint32Array[] = [];
  for (let start = 0, size = FIRST_GROUP; start < order.length; size *= 2) {
    // A remainder smaller than this group would be too small for a median of its own.
    const end = start + 2 * size > order.length ? order.length : start + size;
    groups.push(order.subarray(start, end));
    start = end;
  }
  return groups;
}

/** Solves and reweights in turn until nothing changes; leaves the weights of the last solution in `pairs`. */
function iterate(
  solve: (pairs: WeightedPairs) => Affine,
  pairs: WeightedPairs,
  groups: readonly Uint32Array[]
): Affine {
  let transform = solve(pairs);
  if (!Number.isFinite(transform[0])) return transform;
  let residuals = residualsOf(pairs, transform);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const before = residuals;
    reweight(residuals, groups, pairs.weights);
    transform = solve(pairs);
    residuals = residualsOf(pairs, transform);
    if (residuals.every((residual, i) => Math.abs(residual - before[i]) < TOLERANCE)) break;
  }
  return transform;
}

/** The distance of each pair that the transform leaves, pixels. */
function residualsOf({ x, y, toX, toY }: WeightedPairs, [a, b, c, d, e, f]: Affine): Float32Array {
  const residuals = new Float32Array(x.length);
  for (let i = 0; i < residuals.length; i++)
    residuals[i] = Math.sqrt(
      (a * x[i] + c * y[i] + e - toX[i]) ** 2 + (b * x[i] + d * y[i] + f - toY[i]) ** 2
    );
  return residuals;
}

function reweight(residuals: Float32Array, groups: readonly Uint32Array[], weights: Float64Array): void {
  for (const group of groups) {
    const groupResiduals = new Float32Array(group.length);
    for (let k = 0; k < group.length; k++) groupResiduals[k] = residuals[group[k]];
    const error = Math.max(medianInPlace(groupResiduals, group.length) / RAYLEIGH_MEDIAN, MIN_ERROR);
    for (const i of group) {
      const biweight = 1 - (residuals[i] / (BIWEIGHT_LIMIT * error)) ** 2;
      weights[i] = biweight > 0 ? (biweight / error) ** 2 : 0;
    }
  }
}

function chiSquare(pairs: WeightedPairs, transform: Affine): number {
  let sum = 0;
  residualsOf(pairs, transform).forEach((residual, i) => (sum += pairs.weights[i] * residual ** 2));
  return sum;
}

function qualityOf(pairs: WeightedPairs, transform: Affine): { count: number; rms: number } {
  let squares = 0;
  let count = 0;
  residualsOf(pairs, transform).forEach((residual, i) => {
    if (pairs.weights[i] === 0) return;
    squares += residual ** 2;
    count++;
  });
  return { rms: Math.sqrt(squares / count), count };
}

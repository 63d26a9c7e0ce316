import type { Affine } from '../../domain/image/Affine';
import { leastSquaresAffine, leastSquaresSimilarity, type WeightedPairs } from './leastSquaresMap';
import { medianInPlace } from '../array/median';

/** The same stars in two frames, pixels; one array of each coordinate. */
export interface StarPairs {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly toX: Float64Array;
  readonly toY: Float64Array;
  /** In any unit: pairs of about the same flux are taken to have about the same error. */
  readonly flux: Float64Array;
}

export interface TransformFit {
  /** Takes (x, y) to (toX, toY). */
  readonly transform: Affine;
  /** Similarity: shift, rotation, one scale, mirrored or not. Affine: two scales and shear too. */
  readonly model: 'similarity' | 'affine';
  /** How many pairs were not set aside as outliers. */
  readonly count: number;
  /** Root mean square of the distances left between those, pixels. */
  readonly rms: number;
}

const MAX_ITERATIONS = 20;
/** Pixels: a fit whose residuals change less has settled. */
const SETTLED = 1e-5;
/** Residuals of so many standard errors and more have no weight. */
const REJECTION = 4.685;
/** Pairs in the group of the brightest; each next group is twice as large. */
const FIRST_GROUP = 16;
/** Pixels. No centroid is known better, and equal positions must not divide by zero. */
const LEAST_ERROR = 1e-4;
/** The median distance from the centre of a round normal distribution, in its standard deviations. */
const RAYLEIGH_MEDIAN = Math.sqrt(2 * Math.LN2);
/** Fewer pairs do not tell shear from their errors. */
const LEAST_FOR_AFFINE = 6;

/**
 * The transform that takes one frame's stars to those of another by weighted least squares: a similarity, or an
 * affine map where that is better by more than chance (the Bayesian information criterion). What a pair weighs comes
 * from the residuals themselves: the error of a position is a function of flux, measured in groups from the
 * brightest down by the median residual; outliers lose their weight by Tukey's biweight.
 *
 * Sources: Beaton & Tukey (1974), Technometrics 16, 147; Schwarz (1978), Annals of Statistics 6, 461.
 * @throws RangeError if there are fewer than 2 pairs.
 */
export function fitTransform(pairs: StarPairs): TransformFit {
  const { x, y, toX, toY } = pairs;
  const count = x.length;
  if (count < 2) throw new RangeError(`A transform of ${count} stars: 2 are needed`);
  const groups = groupByFlux(pairs.flux);
  // Not by a spread: an engine makes a kind of object of each, and compiles what it is given to again.
  const weighted = { x, y, toX, toY, weights: new Float64Array(count).fill(1) };
  if (count >= LEAST_FOR_AFFINE) {
    const transform = settle(leastSquaresAffine, weighted, groups);
    const gain = chiSquare(weighted, leastSquaresSimilarity(weighted)) - chiSquare(weighted, transform);
    if (gain > 2 * Math.log(2 * count))
      return { transform, model: 'affine', ...qualityOf(weighted, transform) };
  }
  const transform = settle(leastSquaresSimilarity, weighted, groups);
  return { transform, model: 'similarity', ...qualityOf(weighted, transform) };
}

/** Indices from the brightest to the faintest, cut into groups of 16, 32, 64 and so on. */
function groupByFlux(flux: Float64Array): Uint32Array[] {
  const order = Uint32Array.from(flux, (_, i) => i).sort((i, j) => flux[j] - flux[i]);
  const groups: Uint32Array[] = [];
  for (let start = 0, size = FIRST_GROUP; start < order.length; size *= 2) {
    // What would be left over is too small for a median of its own.
    const end = start + 2 * size > order.length ? order.length : start + size;
    groups.push(order.subarray(start, end));
    start = end;
  }
  return groups;
}

/** Solves and weighs in turn until nothing changes; the weights are those of the last solution. */
function settle(
  solve: (pairs: WeightedPairs) => Affine,
  pairs: WeightedPairs,
  groups: readonly Uint32Array[]
): Affine {
  let transform = solve(pairs);
  if (!Number.isFinite(transform[0])) return transform;
  let distances = distancesLeft(pairs, transform);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const before = distances;
    weigh(distances, groups, pairs.weights);
    transform = solve(pairs);
    distances = distancesLeft(pairs, transform);
    if (distances.every((distance, i) => Math.abs(distance - before[i]) < SETTLED)) break;
  }
  return transform;
}

function distancesLeft({ x, y, toX, toY }: WeightedPairs, [a, b, c, d, e, f]: Affine): Float32Array {
  const distances = new Float32Array(x.length);
  for (let i = 0; i < distances.length; i++)
    distances[i] = Math.sqrt(
      (a * x[i] + c * y[i] + e - toX[i]) ** 2 + (b * x[i] + d * y[i] + f - toY[i]) ** 2
    );
  return distances;
}

function weigh(distances: Float32Array, groups: readonly Uint32Array[], weights: Float64Array): void {
  for (const group of groups) {
    const ofGroup = new Float32Array(group.length);
    for (let k = 0; k < group.length; k++) ofGroup[k] = distances[group[k]];
    const error = Math.max(medianInPlace(ofGroup, group.length) / RAYLEIGH_MEDIAN, LEAST_ERROR);
    for (const i of group) {
      const share = 1 - (distances[i] / (REJECTION * error)) ** 2;
      weights[i] = share > 0 ? (share / error) ** 2 : 0;
    }
  }
}

function chiSquare(pairs: WeightedPairs, transform: Affine): number {
  let sum = 0;
  distancesLeft(pairs, transform).forEach((distance, i) => (sum += pairs.weights[i] * distance ** 2));
  return sum;
}

function qualityOf(pairs: WeightedPairs, transform: Affine): { count: number; rms: number } {
  let squares = 0;
  let count = 0;
  distancesLeft(pairs, transform).forEach((distance, i) => {
    if (pairs.weights[i] === 0) return;
    squares += distance ** 2;
    count++;
  });
  return { rms: Math.sqrt(squares / count), count };
}

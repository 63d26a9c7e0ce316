import type { Affine } from '../../domain/image/Affine';

/** Pairs of points in two planes, one array per coordinate, and the weight of each pair (0 or more). */
export interface WeightedPairs {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly toX: Float64Array;
  readonly toY: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The similarity (shift, rotation, one scale, mirrored if that fits better) that maps (x, y) to (toX, toY) with the
 * smallest weighted sum of squared distances. NaN where fewer than 2 points have weight.
 */
export function leastSquaresSimilarity(pairs: WeightedPairs): Affine {
  const { means, xx, yy, xu, yu, xv, yv } = momentsOf(pairs);
  const straight = (xu + yv) ** 2 + (xv - yu) ** 2;
  const mirrored = (xu - yv) ** 2 + (xv + yu) ** 2;
  const sign = mirrored > straight ? -1 : 1;
  const cosine = (xu + sign * yv) / (xx + yy);
  const sine = (xv - sign * yu) / (xx + yy);
  return throughMeans(cosine, sine, -sign * sine, sign * cosine, means);
}

/** The same for a general affine map. NaN where fewer than 3 points have weight or all of them are on one line. */
export function leastSquaresAffine(pairs: WeightedPairs): Affine {
  const { means, xx, xy, yy, xu, yu, xv, yv } = momentsOf(pairs);
  const determinant = xx * yy - xy * xy;
  // For points on a line, the determinant is nothing but rounding error.
  if (!(determinant > 1e-12 * (xx + yy) ** 2)) return [NaN, NaN, NaN, NaN, NaN, NaN];
  return throughMeans(
    (xu * yy - yu * xy) / determinant,
    (xv * yy - yv * xy) / determinant,
    (yu * xx - xu * xy) / determinant,
    (yv * xx - xv * xy) / determinant,
    means
  );
}

interface Means {
  readonly x: number;
  readonly y: number;
  readonly u: number;
  readonly v: number;
}

function throughMeans(a: number, b: number, c: number, d: number, { x, y, u, v }: Means): Affine {
  return [a, b, c, d, u - a * x - c * y, v - b * x - d * y];
}

/** Weighted means of the coordinates, and weighted sums of the products of their deviations from these. */
function momentsOf({ x, y, toX, toY, weights }: WeightedPairs) {
  const means = {
    x: weightedMean(x, weights),
    y: weightedMean(y, weights),
    u: weightedMean(toX, weights),
    v: weightedMean(toY, weights)
  };
  let xx = 0;
  let xy = 0;
  let yy = 0;
  let xu = 0;
  let yu = 0;
  let xv = 0;
  let yv = 0;
  for (let i = 0; i < weights.length; i++) {
    const dx = x[i] - means.x;
    const dy = y[i] - means.y;
    const du = weights[i] * (toX[i] - means.u);
    const dv = weights[i] * (toY[i] - means.v);
    xx += weights[i] * dx * dx;
    xy += weights[i] * dx * dy;
    yy += weights[i] * dy * dy;
    xu += dx * du;
    yu += dy * du;
    xv += dx * dv;
    yv += dy * dv;
  }
  return { means, xx, xy, yy, xu, yu, xv, yv };
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i] * values[i];
    total += weights[i];
  }
  return sum / total;
}

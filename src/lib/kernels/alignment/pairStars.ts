import type { Affine } from '../../domain/image/Affine';
import type { StarPairs } from './fitTransform';
import type { PointGrid } from '../array/PointGrid';

/** Positions in pixels and flux in any unit, one array each. */
export type Stars = Pick<StarPairs, 'x' | 'y' | 'flux'>;

export interface IndexedPairs extends StarPairs {
  /** The index of each pair's star in either list. */
  readonly fromIndices: Uint32Array;
  readonly toIndices: Uint32Array;
}

/**
 * Pairs the stars of two lists by a transform: each star with the nearest of the other list within `radius` pixels of
 * its predicted position, and no star twice.
 * @param grid of the stars in `to`
 */
export function pairStars(
  from: Stars,
  to: Stars,
  grid: PointGrid,
  transform: Affine,
  radius: number
): IndexedPairs {
  const [a, b, c, d, e, f] = transform;
  const nearest = new Int32Array(to.x.length).fill(-1);
  const squares = new Float64Array(to.x.length);
  for (let i = 0; i < from.x.length; i++) {
    const u = a * from.x[i] + c * from.y[i] + e;
    const v = b * from.x[i] + d * from.y[i] + f;
    const k = grid.nearest(u, v, radius);
    if (k < 0) continue;
    const square = (to.x[k] - u) ** 2 + (to.y[k] - v) ** 2;
    if (nearest[k] >= 0 && squares[k] <= square) continue;
    nearest[k] = i;
    squares[k] = square;
  }
  const toIndices = new Uint32Array(nearest.length).map((_, k) => k).filter((k) => nearest[k] >= 0);
  const fromIndices = toIndices.map((k) => nearest[k]);
  return {
    x: pick(from.x, fromIndices),
    y: pick(from.y, fromIndices),
    toX: pick(to.x, toIndices),
    toY: pick(to.y, toIndices),
    flux: pick(to.flux, toIndices),
    fromIndices,
    toIndices
  };
}

/** A loop, because `Float64Array.from` goes through an iterator and is slow. */
function pick(values: Float64Array, indices: Uint32Array): Float64Array {
  const picked = new Float64Array(indices.length);
  for (let k = 0; k < picked.length; k++) picked[k] = values[indices[k]];
  return picked;
}

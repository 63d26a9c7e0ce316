import type { Stars } from './pairStars';

/** The stars at these indices, in the order of the indices. */
export const pickStars = ({ x, y, flux }: Stars, indices: readonly number[]): Stars => ({
  x: Float64Array.from(indices, (i) => x[i]),
  y: Float64Array.from(indices, (i) => y[i]),
  flux: Float64Array.from(indices, (i) => flux[i])
});

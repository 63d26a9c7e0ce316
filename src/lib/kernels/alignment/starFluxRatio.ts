import type { Affine } from '../../domain/image/Affine';
import { median } from '../array/median';
import { pairStars } from './pairStars';
import { PointGrid } from '../array/PointGrid';
import { reliableStars } from './reliableStars';
import type { StarCatalogue } from './StarCatalogue';

/** Largest distance between a star and its predicted position, pixels. */
const RADIUS = 2;
/** Fewer might all be variable, or not be stars at all. */
const MIN_STARS = 3;

/**
 * The flux of the stars in `reference` divided by that of the same stars in `frame`: the median over the brightest
 * stars that are reliable in both; null if there are too few.
 * @param transform from pixels of `reference` to those of `frame`
 * @param brightest how many stars to use: for faint stars, the part above the threshold depends on the noise
 */
export function starFluxRatio(
  reference: StarCatalogue,
  frame: StarCatalogue,
  transform: Affine,
  brightest = 50
): { readonly value: number; readonly count: number } | null {
  const from = reliableStars(reference);
  const to = reliableStars(frame);
  if (to.x.length === 0) return null;
  const { fromIndices, toIndices } = pairStars(from, to, new PointGrid(to.x, to.y), transform, RADIUS);
  const fluxProduct = (pair: number): number => from.flux[fromIndices[pair]] * to.flux[toIndices[pair]];
  const pairs = [...toIndices.keys()].sort((a, b) => fluxProduct(b) - fluxProduct(a)).slice(0, brightest);
  const ratios = Float32Array.from(pairs, (pair) => from.flux[fromIndices[pair]] / to.flux[toIndices[pair]]);
  return ratios.length >= MIN_STARS ? { value: median(ratios), count: ratios.length } : null;
}

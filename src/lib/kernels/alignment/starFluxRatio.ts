import type { Affine } from '../../domain/image/Affine';
import { median } from '../array/median';
import { pairStars } from './pairStars';
import { PointGrid } from '../array/PointGrid';
import { soundStars } from './soundStars';
import type { StarCatalogue } from './StarCatalogue';

/** Pixels between a star and its place. */
const RADIUS = 2;
/** Fewer stars may all be variable, or no stars. */
const FEWEST = 3;

/**
 * By how much the same stars are brighter in one list than in another: the median over the brightest of both lists
 * together that are sound in both; null where there are too few.
 * @param transform from pixels of `reference` to those of `frame`
 * @param brightest how many count: of faint stars, the part above the threshold depends on the noise
 */
export function starFluxRatio(
  reference: StarCatalogue,
  frame: StarCatalogue,
  transform: Affine,
  brightest = 50
): { readonly value: number; readonly count: number } | null {
  const from = soundStars(reference);
  const to = soundStars(frame);
  if (to.x.length === 0) return null;
  const { fromIndices, toIndices } = pairStars(from, to, new PointGrid(to.x, to.y), transform, RADIUS);
  const light = (pair: number): number => from.flux[fromIndices[pair]] * to.flux[toIndices[pair]];
  const pairs = [...toIndices.keys()].sort((a, b) => light(b) - light(a)).slice(0, brightest);
  const ratios = Float32Array.from(pairs, (pair) => from.flux[fromIndices[pair]] / to.flux[toIndices[pair]]);
  return ratios.length >= FEWEST ? { value: median(ratios), count: ratios.length } : null;
}

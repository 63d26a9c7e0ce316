import type { Affine } from '../../domain/image/Affine';
import { median } from '../array/median';
import { pairStars } from './pairStars';
import { PointGrid } from '../array/PointGrid';
import { soundStars } from './soundStars';
import type { StarCatalogue } from './StarCatalogue';

export interface ChannelStars {
  readonly stars: StarCatalogue;
  /** From pixels of the first channel to those of this one. */
  readonly transform: Affine;
}

/** Pixels between a star and its place. */
const RADIUS = 2;
/** Of faint stars, the part above the threshold depends on the noise; too few bright ones may be all of one kind. */
const BRIGHTEST = 300;
const FEWEST = 3;

/**
 * Factors that make the average star as bright in all channels: the medians over the brightest of the stars that are
 * sound in all, each taken relative to its mean (the geometric one) over the channels, so that no channel counts more
 * than another. Null where too few stars are in all.
 */
export function starColourBalance(channels: readonly ChannelStars[]): number[] | null {
  const [first, ...others] = channels.map(({ stars }) => soundStars(stars));
  // By channel: which of its stars is that of the first.
  const partners = others.map((stars, c) => {
    if (stars.x.length === 0) return new Map<number, number>();
    const { transform } = channels[c + 1];
    const { fromIndices, toIndices } = pairStars(
      first,
      stars,
      new PointGrid(stars.x, stars.y),
      transform,
      RADIUS
    );
    return new Map([...fromIndices].map((from, pair) => [from, toIndices[pair]]));
  });
  const common = [...first.x.keys()].filter((star) => partners.every((partner) => partner.has(star)));
  if (common.length < FEWEST) return null;
  const fluxes = common
    .map((star) => [first.flux[star], ...others.map(({ flux }, c) => flux[partners[c].get(star)!])])
    .map((ofStar) => ({
      ofStar,
      mean: Math.exp(ofStar.reduce((sum, flux) => sum + Math.log(flux), 0) / ofStar.length)
    }))
    .sort((a, b) => b.mean - a.mean)
    .slice(0, BRIGHTEST);
  return channels.map((_, c) => median(Float32Array.from(fluxes, ({ ofStar, mean }) => mean / ofStar[c])));
}

import type { Affine } from '../../domain/image/Affine';
import { median } from '../array/median';
import { pairStars } from './pairStars';
import { PointGrid } from '../array/PointGrid';
import { reliableStars } from './reliableStars';
import type { StarCatalogue } from './StarCatalogue';

export interface ChannelStars {
  readonly stars: StarCatalogue;
  /** From pixels of the first channel to those of this one. */
  readonly transform: Affine;
}

/** Largest distance between a star and its predicted position, pixels. */
const RADIUS = 2;
/** For faint stars, the part above the threshold depends on the noise; too few bright stars might all be of one type. */
const BRIGHTEST = 300;
const MIN_STARS = 3;

/**
 * Factors that make the average star equally bright in all channels: medians over the brightest of the stars that are
 * reliable in every channel. The flux of each star is taken relative to its geometric mean over the channels, so that
 * no channel counts more than another. Null if too few stars are common to all channels.
 */
export function starColourBalance(channels: readonly ChannelStars[]): number[] | null {
  const [first, ...others] = channels.map(({ stars }) => reliableStars(stars));
  // For each other channel: which of its stars matches each star of the first.
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
  if (common.length < MIN_STARS) return null;
  const fluxes = common
    .map((star) => [first.flux[star], ...others.map(({ flux }, c) => flux[partners[c].get(star)!])])
    .map((channelFluxes) => ({
      channelFluxes,
      mean: Math.exp(channelFluxes.reduce((sum, flux) => sum + Math.log(flux), 0) / channelFluxes.length)
    }))
    .sort((a, b) => b.mean - a.mean)
    .slice(0, BRIGHTEST);
  return channels.map((_, c) =>
    median(Float32Array.from(fluxes, ({ channelFluxes, mean }) => mean / channelFluxes[c]))
  );
}

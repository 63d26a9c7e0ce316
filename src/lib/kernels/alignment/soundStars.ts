import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Stars } from './pairStars';
import { pickStars } from './pickStars';
import type { StarCatalogue } from './StarCatalogue';

const SPOILT =
  SOURCE_QUALITY.saturated |
  SOURCE_QUALITY.edge |
  SOURCE_QUALITY.blank |
  SOURCE_QUALITY.hotPixel |
  SOURCE_QUALITY.cosmicRay;

/** The stars whose flux can be trusted, in the order of the catalogue. */
export function soundStars({ x, y, flux, quality, count }: StarCatalogue): Stars {
  const sound = [...Array(count).keys()].filter((i) => isSound(quality[i]) && flux[i] > 0);
  return pickStars({ x, y, flux }, sound);
}

/** @param quality bits of `SOURCE_QUALITY` */
export const isSound = (quality: number): boolean => (quality & SPOILT) === 0;

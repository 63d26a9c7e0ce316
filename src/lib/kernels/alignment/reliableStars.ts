import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Stars } from './pairStars';
import { pickStars } from './pickStars';
import type { StarCatalogue } from './StarCatalogue';

const UNRELIABLE =
  SOURCE_QUALITY.saturated |
  SOURCE_QUALITY.edge |
  SOURCE_QUALITY.blank |
  SOURCE_QUALITY.hotPixel |
  SOURCE_QUALITY.cosmicRay;

/** The stars whose flux can be relied on, in the order of the catalogue. */
export function reliableStars({ x, y, flux, quality, count }: StarCatalogue): Stars {
  const reliable = [...Array(count).keys()].filter((i) => isReliable(quality[i]) && flux[i] > 0);
  return pickStars({ x, y, flux }, reliable);
}

/** @param quality bits of `SOURCE_QUALITY` */
export const isReliable = (quality: number): boolean => (quality & UNRELIABLE) === 0;

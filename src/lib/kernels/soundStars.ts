import { SOURCE_QUALITY } from '../domain/sourceQuality';
import type { SourceCatalogue } from '../domain/SourceCatalogue';
import type { Stars } from './pairStars';

const SPOILT =
  SOURCE_QUALITY.saturated |
  SOURCE_QUALITY.edge |
  SOURCE_QUALITY.blank |
  SOURCE_QUALITY.hotPixel |
  SOURCE_QUALITY.cosmicRay;

/** The stars whose flux can be trusted, in the order of the catalogue. */
export function soundStars({ x, y, flux, quality, count }: SourceCatalogue): Stars {
  const sound = [...Array(count).keys()].filter((i) => (quality[i] & SPOILT) === 0 && flux[i] > 0);
  return {
    x: Float64Array.from(sound, (i) => x[i]),
    y: Float64Array.from(sound, (i) => y[i]),
    flux: Float64Array.from(sound, (i) => flux[i])
  };
}

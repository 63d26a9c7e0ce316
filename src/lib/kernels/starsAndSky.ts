import type { Image } from '../domain/Image';
import type { SourceCatalogue } from '../domain/SourceCatalogue';
import { background } from './background';
import { detectSources } from './detectSources';

export interface StarsAndSky {
  readonly stars: SourceCatalogue;
  /** Full width at half maximum of the stars, pixels; NaN without any. */
  readonly fwhm: number;
  /** Of the sky, in units of the image. */
  readonly level: number;
  readonly noise: number;
  /** The highest value, and how many pixels have it. */
  readonly highest: number;
  readonly atHighest: number;
  /** Number of pixels without a value. */
  readonly blank: number;
}

/**
 * Stars and sky of a frame; a sentence where it holds nothing that could be aligned.
 * @param saturation null where nothing names a limit: the highest value is suspect then, as many stars only reach it if
 * it is one
 */
export function starsAndSky(image: Image, saturation: number | null): StarsAndSky | string {
  const { present, highest, atHighest } = highestValue(image.data);
  if (present === 0) return 'all of its pixels are blank.';
  if (2 * atHighest > present)
    return `more than half of its pixels have its highest value, ${highest}: it is saturated or empty.`;
  const sky = background(image);
  if (!(sky.globalRms > 0)) return 'its sky has no noise: it is saturated, empty or mostly blank.';
  const { sources, fwhm } = detectSources(image, sky, { saturation: saturation ?? highest });
  return {
    stars: sources,
    fwhm,
    level: sky.globalLevel,
    noise: sky.globalRms,
    highest,
    atHighest,
    blank: image.data.length - present
  };
}

function highestValue(data: Float32Array) {
  let present = 0;
  let highest = -Infinity;
  let atHighest = 0;
  // By index, and without calls: an iterator would take three times as long.
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value - value !== 0) continue;
    present++;
    if (value > highest) {
      highest = value;
      atHighest = 0;
    }
    if (value === highest) atHighest++;
  }
  return { present, highest, atHighest };
}

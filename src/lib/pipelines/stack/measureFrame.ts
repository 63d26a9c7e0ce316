import type { Image } from '../../domain/Image';
import type { SourceCatalogue } from '../../domain/SourceCatalogue';
import { background } from '../../kernels/background';
import { detectSources } from '../../kernels/detectSources';
import type { Frame } from './openFrame';

export interface MeasuredFrame {
  readonly frame: Frame;
  readonly stars: SourceCatalogue;
  /** Of the sky, in units of the image. */
  readonly level: number;
  readonly noise: number;
}

/** Stars and sky of a frame; a sentence where it holds nothing that could be stacked. */
export function measureFrame(frame: Frame, image: Image): MeasuredFrame | string {
  const { present, highest, atHighest } = highestValue(image.data);
  if (present === 0) return 'all of its pixels are blank.';
  if (2 * atHighest > present)
    return `more than half of its pixels have its highest value, ${highest}: it is saturated or empty.`;
  const sky = background(image);
  if (!(sky.globalRms > 0)) return 'its sky has no noise: it is saturated, empty or mostly blank.';
  // Where the header names no limit, the highest value is suspect: many stars only reach it if it is one.
  const saturation = frame.header.number('SATURATE') ?? highest;
  const { sources } = detectSources(image, sky, { saturation });
  return { frame, stars: sources, level: sky.globalLevel, noise: sky.globalRms };
}

function highestValue(data: Float32Array) {
  let present = 0;
  let highest = -Infinity;
  let atHighest = 0;
  for (const value of data) {
    if (!Number.isFinite(value)) continue;
    present++;
    if (value > highest) {
      highest = value;
      atHighest = 0;
    }
    if (value === highest) atHighest++;
  }
  return { present, highest, atHighest };
}

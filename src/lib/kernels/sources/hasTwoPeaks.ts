import type { Patch } from './Patch';

/**
 * Whether more than one pixel of the footprint is higher than all around it, the first one of equal neighbours.
 * @param light by pixel of the patch
 */
export function hasTwoPeaks(light: Float32Array, { pixels, pixelCount, width }: Patch): boolean {
  let peaks = 0;
  for (let k = 0; k < pixelCount; k++) {
    const i = pixels[k];
    const value = light[i];
    const isPeak =
      value > light[i - width - 1] &&
      value > light[i - width] &&
      value > light[i - width + 1] &&
      value > light[i - 1] &&
      value >= light[i + 1] &&
      value >= light[i + width - 1] &&
      value >= light[i + width] &&
      value >= light[i + width + 1];
    if (isPeak && ++peaks > 1) return true;
  }
  return false;
}

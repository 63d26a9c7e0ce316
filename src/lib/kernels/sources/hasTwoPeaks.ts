import type { Patch } from './Patch';

/**
 * Whether the footprint has more than one peak: a pixel higher than all its neighbours (of equal ones, the first counts).
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

import type { Image } from '../../domain/image/Image';
import { medianAround } from './medianAround';

/**
 * Replaces bad pixels, which must be NaN, in place by the median of the finite ones among the 5 x 5 around; those
 * replaced before do not count. Where there are none, a pixel stays NaN.
 * @param bad other than 0 for every bad pixel, as `badPixels` gives it
 * @returns how many were replaced
 */
export function fillBadPixels(image: Image, bad: Uint8Array): number {
  const places: number[] = [];
  for (let i = 0; i < bad.length; i++) if (bad[i]) places.push(i);
  const medians = places.map((i) => medianAround(image, i));
  for (const [k, i] of places.entries()) image.data[i] = medians[k]!;
  return medians.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0);
}

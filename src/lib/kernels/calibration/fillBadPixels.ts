import type { Image } from '../../domain/image/Image';
import { medianAround } from './medianAround';

/**
 * Replaces bad pixels, which must be NaN, in place by the median of the finite pixels in the surrounding 5 x 5; pixels
 * already replaced are not used for others. Where there are no finite pixels, it stays NaN.
 * @param bad not 0 for every bad pixel, as returned by `badPixels`
 * @returns how many were replaced
 */
export function fillBadPixels(image: Image, bad: Uint8Array): number {
  const indices: number[] = [];
  for (let i = 0; i < bad.length; i++) if (bad[i]) indices.push(i);
  const medians = indices.map((i) => medianAround(image, i));
  for (const [k, i] of indices.entries()) image.data[i] = medians[k]!;
  return medians.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0);
}

import type { Image } from '../../domain/image/Image';
import { medianAround } from './medianAround';

/**
 * Replaces bad pixels, which must be NaN, in place by the median of the finite pixels in the surrounding 5 x 5 of the same colour; pixels
 * already replaced are not used for others. Where there are no finite pixels, it stays NaN.
 * @param bad not 0 for every bad pixel, as returned by `badPixels`
 * @param step 2 for the mosaic of a colour camera, of which every second pixel has the same colour
 * @returns how many were replaced
 */
export function fillBadPixels(image: Image, bad: Uint8Array, step: 1 | 2 = 1): number {
  const indices: number[] = [];
  for (let i = 0; i < bad.length; i++) if (bad[i]) indices.push(i);
  const medians = indices.map((i) => medianAround(image, i, step));
  for (const [k, i] of indices.entries()) image.data[i] = medians[k]!;
  return medians.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0);
}

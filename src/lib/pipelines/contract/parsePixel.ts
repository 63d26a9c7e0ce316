import type { Point } from '../../domain/image/Affine';
import { AsyncError } from './errors';

/**
 * A pixel as the viewer shows it, counted from 1: `812.5 1033`.
 * @returns the same counted from 0; null for an empty text
 * @throws AsyncError if it is none
 */
export function parsePixel(text: string): Point | null {
  if (text.trim() === '') return null;
  const [x = NaN, y = NaN, ...others] = text
    .trim()
    .split(/[\s,;]+/)
    .map(Number);
  if (!Number.isFinite(x) || !Number.isFinite(y) || others.length > 0)
    throw new AsyncError(`'${text}' is no place on a frame. Give x and y in pixels, for example 812.5 1033.`);
  return { x: x - 1, y: y - 1 };
}

import type { Point } from '../../domain/image/Affine';
import { AsyncError } from './errors';

/**
 * A pixel as the viewer shows it, counted from 1: `812.5 1033`.
 * @returns the same counted from 0; null for an empty text
 * @throws AsyncError if it is none
 */
export function parsePixel(text: string): Point | null {
  if (text.trim() === '') return null;
  const numbers = text
    .trim()
    .split(/[\s,;]+/)
    .map(Number);
  if (numbers.length !== 2 || !numbers.every(Number.isFinite))
    throw new AsyncError(`'${text}' is no place on a frame. Give x and y in pixels, for example 812.5 1033.`);
  return { x: numbers[0] - 1, y: numbers[1] - 1 };
}

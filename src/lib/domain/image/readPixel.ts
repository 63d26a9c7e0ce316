import { readNumbers } from '../units/readNumbers';
import type { Point } from './Affine';

/**
 * A pixel that somebody typed as the viewer shows it, counted from 1: `812.5 1033`.
 * @returns the same counted from 0; null for an empty text
 * @throws RangeError a sentence for the user, if it is none
 */
export function readPixel(text: string): Point | null {
  if (text.trim() === '') return null;
  const [x, y] = pair(text);
  return { x: x - 1, y: y - 1 };
}

function pair(text: string): readonly [x: number, y: number] {
  try {
    const [x, y, ...others] = readNumbers(text);
    if (x !== undefined && y !== undefined && others.length === 0) return [x, y];
    throw new RangeError('Give x and y in pixels, for example 812.5 1033');
  } catch (error) {
    throw new RangeError(`'${text.trim()}' is no place on a frame. ${(error as RangeError).message}`, {
      cause: error
    });
  }
}

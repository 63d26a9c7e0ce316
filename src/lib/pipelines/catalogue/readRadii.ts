import { AsyncError } from '../api';

const MOST = 12;

/**
 * Radii as somebody writes them: `1.5, 1, 2`.
 * @throws AsyncError unless they are 1 to 12 different numbers above 0 and up to `largest`
 */
export function readRadii(text: string, largest: number): readonly number[] {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const radii = words.map(Number);
  if (radii.length === 0 || radii.length > MOST)
    throw new AsyncError(
      `Give from 1 to ${MOST} aperture radii, as in '1.5, 1, 2'; there are ${radii.length}.`
    );
  for (const [k, radius] of radii.entries()) {
    if (!(radius > 0 && radius <= largest))
      throw new AsyncError(`The aperture radius '${words[k]}' is not a number above 0 and up to ${largest}.`);
    if (radii.indexOf(radius) < k) throw new AsyncError(`The aperture radius ${radius} is given twice.`);
  }
  return radii;
}

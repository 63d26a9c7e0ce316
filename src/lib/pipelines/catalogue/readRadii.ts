import { readNumbers } from '../../domain/units/readNumbers';
import { AsyncError, orRefused } from '../api';

const MAX_RADII = 12;

/**
 * Reads radii such as `1.5, 1, 2`.
 * @throws AsyncError unless they are surely 1 to 12 different numbers above 0 and up to `largest`
 */
export function readRadii(text: string, largest: number): readonly number[] {
  const radii = orRefused(() => readNumbers(text));
  if (radii.length === 0 || radii.length > MAX_RADII)
    throw new AsyncError(
      `Give 1 to ${MAX_RADII} aperture radii, as in '1.5, 1, 2'; there are ${radii.length}.`
    );
  for (const [k, radius] of radii.entries()) {
    if (!(radius > 0 && radius <= largest))
      throw new AsyncError(`The aperture radius '${radius}' is not a number above 0 and at most ${largest}.`);
    if (radii.indexOf(radius) < k) throw new AsyncError(`The aperture radius ${radius} is given twice.`);
  }
  return radii;
}

import type { Statements } from '../statement/Statement';
import { itemAt } from '../units/itemAt';
import type { LightCurve } from './LightCurve';

/** What is wrong with the magnitudes that are given for comparison stars. Differences in magnitudes. */
export type MagnitudeDoubt = Statements<{
  /** By so much each is brighter than given. */
  magnitudesLeftOut: { readonly stars: readonly { readonly name: string; readonly by: number }[] };
  /** They differ by up to so much; the scale of magnitudes has this error. */
  magnitudesDisagree: { readonly names: readonly string[]; readonly by: number; readonly error: number };
}>;

/** Null where nothing is. @param names of all stars */
export function magnitudeDoubt(
  { disagreement, zeroPointError }: Pick<LightCurve, 'disagreement' | 'zeroPointError'>,
  names: readonly string[]
): MagnitudeDoubt | null {
  if (!disagreement) return null;
  if (disagreement.code === 'leftOut') {
    const stars = disagreement.parameters.stars.map(({ star, by }) => ({ name: itemAt(names, star), by }));
    return { code: 'magnitudesLeftOut', parameters: { stars } };
  }
  const { stars, by } = disagreement.parameters;
  const concerned = stars.map((star) => itemAt(names, star));
  return { code: 'magnitudesDisagree', parameters: { names: concerned, by, error: zeroPointError } };
}

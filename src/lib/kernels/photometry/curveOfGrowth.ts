import { medianInPlace } from '../array/median';

/** How the light of a star grows with the aperture, by aperture. */
export interface CurveOfGrowth {
  /** By which the light in an aperture is to be multiplied to be that in the largest. */
  readonly factors: readonly number[];
  /** Standard deviations of the factors. */
  readonly errors: readonly number[];
}

/** Standard deviation of a median of normal values, by that of their mean; and of values, by their median deviation. */
const OF_MEDIAN = Math.sqrt(Math.PI / 2);
const OF_DEVIATION = 1.4826;

/**
 * The median of the ratio of the light in the largest aperture to that in each, over stars.
 *
 * Source: the curve of growth of Stetson (1990), PASP 102, 932, by medians.
 * @param fluxes by aperture, then by source: above the sky
 * @param stars sources to go by: bright, isolated, nothing against them
 * @param largest the place of the largest aperture
 */
export function curveOfGrowth(
  fluxes: readonly Float64Array[],
  stars: readonly number[],
  largest: number
): CurveOfGrowth {
  const factors: number[] = [];
  const errors: number[] = [];
  for (const flux of fluxes) {
    const ratios = Float32Array.from(stars, (i) => fluxes[largest][i] / flux[i]);
    const factor = medianInPlace(ratios, ratios.length);
    const deviations = ratios.map((ratio) => Math.abs(ratio - factor));
    factors.push(factor);
    errors.push(
      (OF_MEDIAN * OF_DEVIATION * medianInPlace(deviations, stars.length)) / Math.sqrt(stars.length)
    );
  }
  return { factors, errors };
}

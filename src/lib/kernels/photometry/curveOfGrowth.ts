import { medianInPlace } from '../array/median';

/** How the flux of a star grows with the aperture; one value per aperture. */
export interface CurveOfGrowth {
  /** Factors that convert the flux in an aperture to that in the largest. */
  readonly factors: readonly number[];
  /** Standard deviations of the factors. */
  readonly errors: readonly number[];
}

/** For normal values: error of the median per error of the mean, and standard deviation per median absolute deviation. */
const MEDIAN_ERROR = Math.sqrt(Math.PI / 2);
const SIGMA_PER_MAD = 1.4826;

/**
 * The median over stars of the ratio of the flux in the largest aperture to that in each aperture.
 *
 * Source: the curve of growth of Stetson (1990), PASP 102, 932, with medians.
 * @param fluxes above the sky, by aperture, then by source
 * @param stars indices of the sources to use: bright, isolated, unflagged
 * @param largest index of the largest aperture
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
      (MEDIAN_ERROR * SIGMA_PER_MAD * medianInPlace(deviations, stars.length)) / Math.sqrt(stars.length)
    );
  }
  return { factors, errors };
}

import { meanOfFinite } from '../../domain/units/meanOfFinite';
import { curveScatter } from './curveScatter';
import { ensemblePhotometry, type FluxMatrix } from './ensemblePhotometry';

/** Electrons per unit of the image, and one standard deviation of that. */
export interface MeasuredGain {
  readonly value: number;
  readonly error: number;
}

/** The brightest stars tell it: the noise of faint ones is that of the sky. */
const MAX_STARS = 30;
const MIN_STARS = 4;
const MIN_FRAMES = 6;
/** The gain is looked for between this many times less and more than was assumed. */
const RANGE = 1000;
/** Halvings of that range on a logarithmic scale: to 0.3 %. */
const STEPS = 12;
/** A gain that is less certain, relative to itself, is not measured. */
const MAX_RELATIVE_ERROR = 0.4;
/** Standard deviation of the median of normal values, in that of their mean. */
const MEDIAN_TO_MEAN = 1.25;

/**
 * Measures the gain by the scatter of stars that are constant: with it, half of them scatter more than their errors
 * allow, and half less. What else makes bright stars scatter, such as scintillation, counts as noise of their photons, so
 * that the gain comes out too low rather than too high, and the errors as large as the scatter.
 *
 * The mean-variance method of Janesick (2001), Scientific Charge-Coupled Devices, chapter 2, on stars instead of flats.
 * @param candidates stars, most of which are constant
 * @param assumed the gain by which the errors were computed, by frame
 * @returns null where too few stars or frames tell, or the noise of the sky hides it
 */
export function gainByScatter(
  matrix: FluxMatrix,
  candidates: readonly number[],
  assumed: Float64Array
): MeasuredGain | null {
  const stars = brightest(matrix, candidates);
  if (stars.length < MIN_STARS || matrix.frames < MIN_FRAMES) return null;
  const typical = meanOfFinite(assumed);
  let [low, high] = [Math.log(typical / RANGE), Math.log(typical * RANGE)];
  const excessAt = (logGain: number): number =>
    usualExcess(withGain(matrix, assumed, Math.exp(logGain)), stars);
  // At a high gain the noise is that of the sky alone, and at a low one all that is seen and more.
  if (!(excessAt(high) > 1 && excessAt(low) < 1)) return null;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (excessAt(middle) > 1) high = middle;
    else low = middle;
  }
  const value = Math.exp((low + high) / 2);
  const relative =
    (MEDIAN_TO_MEAN * Math.sqrt(2 / (stars.length * (matrix.frames - 1)))) /
    photonShare(withGain(matrix, assumed, value), stars, value);
  return relative < MAX_RELATIVE_ERROR ? { value, error: relative * value } : null;
}

/** The same fluxes with errors by another gain. */
export function withGain(matrix: FluxMatrix, assumed: Float64Array, gain: number): FluxMatrix {
  const { frames, flux } = matrix;
  return {
    ...matrix,
    error: matrix.error.map((error, i) => {
      const light = Math.max(0, flux[i]);
      return Math.sqrt(Math.max(0, error ** 2 - light / assumed[i % frames]) + light / gain);
    })
  };
}

function brightest({ frames, flux }: FluxMatrix, candidates: readonly number[]): number[] {
  return candidates
    .map((star) => ({ star, light: meanOfFinite(flux.subarray(star * frames, (star + 1) * frames)) }))
    .filter(({ light }) => light > 0)
    .sort((a, b) => b.light - a.light)
    .slice(0, MAX_STARS)
    .map(({ star }) => star);
}

/** Scatter by what errors allow, squared, of the star in the middle. */
function usualExcess(matrix: FluxMatrix, stars: readonly number[]): number {
  const ensemble = ensemblePhotometry(matrix, stars);
  const excesses = stars
    .map((star) => curveScatter(matrix, ensemble, star))
    .filter(({ count, expected }) => count > 1 && expected > 0)
    .map(({ scatter, expected, count }) => (scatter / expected) ** 2 / medianOfReducedChiSquare(count - 1))
    .sort((a, b) => a - b);
  const middle = excesses.length >> 1;
  return excesses.length % 2 ? excesses[middle] : (excesses[middle - 1] + excesses[middle]) / 2;
}

/** Wilson & Hilferty (1931), PNAS 17, 684. */
const medianOfReducedChiSquare = (freedom: number): number => (1 - 2 / (9 * freedom)) ** 3;

/** Part of the variance that photons of the star make, of the star in the middle. */
function photonShare({ frames, flux, error }: FluxMatrix, stars: readonly number[], gain: number): number {
  const shares = stars
    .map((star) =>
      meanOfFinite(
        flux
          .subarray(star * frames, (star + 1) * frames)
          .map((value, f) => Math.max(0, value) / gain / error[star * frames + f] ** 2)
      )
    )
    .sort((a, b) => a - b);
  return shares[shares.length >> 1];
}

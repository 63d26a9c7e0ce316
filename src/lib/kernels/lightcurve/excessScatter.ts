import type { ExcessScatter } from '../../domain/measurement/LightCurve';
import { detrend } from './detrend';
import { toMagnitudes, type Ensemble, type FluxMatrix } from './ensemblePhotometry';
import { relativeCurve } from './relativeCurve';

/** Standard errors (of a standard deviation) by which the scatter must be above the expected, and the least factor. */
const SIGNIFICANCE = 4;
const MIN_FACTOR = 1.25;
/** Share of the squared residuals that a surface of second order must take away to be the cause. */
const EXPLAINED = 0.5;
/** Residuals that are needed for that. */
const MIN_RESIDUALS = 40;
/** Means of stars and of frames are taken so often in turn: with few values missing, they hardly change after. */
const ROUNDS = 3;

/** Of the curves of all members, in a row: value of star s on frame f at `s * frames + f`, NaN where it has no part. */
interface Residuals {
  readonly value: Float64Array;
  readonly error: Float64Array;
}

/**
 * By how much the comparison stars scatter more than their errors predict, all together; null where they do not. Residuals
 * that follow the place on the camera, as after a wrong flat field, are known by a surface of second order, as vignetting is.
 * @param place of each star on each frame, pixels, in the order of the matrix
 */
export function excessScatter(
  place: { readonly x: Float64Array; readonly y: Float64Array },
  matrix: FluxMatrix,
  ensemble: Ensemble
): ExcessScatter | null {
  if (ensemble.members.length < 3) return null;
  const residuals = residualsOf(matrix, ensemble);
  const count = residuals.value.filter(Number.isFinite).length;
  const freedom = count - ensemble.members.length;
  const before = chiSquare(residuals);
  const factor = Math.sqrt(before / freedom);
  if (!(factor > Math.max(MIN_FACTOR, 1 + SIGNIFICANCE / Math.sqrt(2 * freedom)))) return null;
  return { factor, followsPlace: count >= MIN_RESIDUALS && followsPlace(place, residuals, matrix) };
}

/** By residuals about the plain means of stars and frames, as those of the ensemble have weights that hide a pattern. */
function followsPlace(
  place: { readonly x: Float64Array; readonly y: Float64Array },
  { value: curves }: Residuals,
  matrix: FluxMatrix
): boolean {
  const value = toMagnitudes(matrix).magnitudes.map((one, i) => (Number.isFinite(curves[i]) ? one : NaN));
  for (let round = 0; round < ROUNDS; round++) takeBothMeans(value, matrix);
  const error = value.map((one) => (Number.isFinite(one) ? 1 : NaN));
  const trend = detrend(value, error, surface(place, value, matrix));
  if (!trend) return false;
  const left = value.map((one, i) => one - trend.values[i]);
  return 1 - chiSquare({ value: left, error }) / chiSquare({ value, error }) > EXPLAINED;
}

function residualsOf(matrix: FluxMatrix, ensemble: Ensemble): Residuals {
  const { stars, frames } = matrix;
  const value = new Float64Array(stars * frames).fill(NaN);
  const error = new Float64Array(stars * frames).fill(NaN);
  for (const star of ensemble.members) {
    const curve = relativeCurve(matrix, ensemble, star);
    for (let f = 0, i = star * frames; f < frames; f++, i++)
      if (ensemble.weights[i] > 0) [value[i], error[i]] = [curve.magnitude[f], curve.error[f]];
  }
  takeMeans(value, stars, frames, frames, 1);
  return { value, error };
}

const chiSquare = ({ value, error }: Residuals): number =>
  value.reduce((sum, one, i) => (Number.isFinite(one) ? sum + (one / error[i]) ** 2 : sum), 0);

/**
 * x^2 and y^2 without what is common to a star or to a frame, which its mean magnitude and zero point take. Where all
 * stars drift together, x and y have nothing else, and xy nothing that is independent.
 */
function surface(
  { x, y }: { readonly x: Float64Array; readonly y: Float64Array },
  value: Float64Array,
  matrix: FluxMatrix
): Float64Array[] {
  const used = (column: Float64Array): Float64Array =>
    column.map((one, i) => (Number.isFinite(value[i]) ? one : NaN));
  const [u, v] = [used(x), used(y)];
  takeMeans(u, 1, u.length, u.length, 1);
  takeMeans(v, 1, v.length, v.length, 1);
  const terms = [u.map((one) => one ** 2), v.map((one) => one ** 2)];
  for (const term of terms) for (let round = 0; round < ROUNDS; round++) takeBothMeans(term, matrix);
  return terms;
}

function takeBothMeans(values: Float64Array, { stars, frames }: FluxMatrix): void {
  takeMeans(values, stars, frames, frames, 1);
  takeMeans(values, frames, stars, 1, frames);
}

/** Subtracts from each of some groups of values, `apart` from the next, the mean of those in it that are finite. */
function takeMeans(values: Float64Array, groups: number, size: number, apart: number, step: number): void {
  for (let g = 0; g < groups; g++) {
    let sum = 0;
    let count = 0;
    for (let k = 0, i = g * apart; k < size; k++, i += step)
      if (Number.isFinite(values[i])) {
        sum += values[i];
        count++;
      }
    for (let k = 0, i = g * apart; k < size; k++, i += step) values[i] -= sum / count;
  }
}

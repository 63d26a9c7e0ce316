import type { Calibration, Disagreement } from '../../domain/measurement/LightCurve';
import { meanOfFinite } from '../../domain/units/meanOfFinite';
import type { Ensemble } from './ensemblePhotometry';

/** Magnitudes: catalogues and colours make stars differ by less. */
const MIN_DISAGREEMENT = 0.1;
/** Standard deviations of the others, beyond which a star does not fit them. */
const OUTLYING = 4;

interface Offset {
  readonly star: number;
  /** What the magnitude that is given is above the measured one. */
  readonly value: number;
}

/**
 * From the light of all comparison stars together to magnitudes, by those that are known. A star that does not fit the
 * others takes no part; where only two are left, or the others do not agree either, nothing tells which are wrong, and
 * the error says how far they are apart.
 * @param known magnitudes by star; NaN where not known
 */
export function calibration(known: Float64Array, { members, magnitude }: Ensemble): Calibration {
  let offsets = members
    .map((star): Offset => ({ star, value: known[star] - magnitude[star] }))
    .filter(({ value }) => Number.isFinite(value));
  if (offsets.length === 0)
    return { zeroPoint: 0, zeroPointError: 0, isCalibrated: false, disagreement: null };
  const leftOut: { readonly star: number; readonly by: number }[] = [];
  for (let worst = misfit(offsets); worst; worst = misfit(offsets)) {
    leftOut.push(worst);
    const { star } = worst;
    offsets = offsets.filter((offset) => offset.star !== star);
  }
  const values = offsets.map(({ value }) => value);
  const zeroPoint = meanOfFinite(values);
  const scatter = standardDeviation(values);
  const zeroPointError = values.length > 1 ? scatter / Math.sqrt(values.length) : 0;
  const undecided: Disagreement | null =
    scatter > MIN_DISAGREEMENT
      ? {
          code: 'undecided',
          parameters: {
            stars: offsets.map(({ star }) => star),
            by: Math.max(...values) - Math.min(...values)
          }
        }
      : null;
  return {
    zeroPoint,
    zeroPointError,
    isCalibrated: true,
    disagreement:
      undecided ?? (leftOut.length > 0 ? { code: 'leftOut', parameters: { stars: leftOut } } : null)
  };
}

/** The star that fits the others least, if it does not fit; null too where there are too few to tell. */
function misfit(offsets: readonly Offset[]): { readonly star: number; readonly by: number } | null {
  if (offsets.length < 3) return null;
  const compared = offsets.map(({ star, value }) => {
    const others = offsets.filter((other) => other.star !== star).map((other) => other.value);
    return { star, by: value - meanOfFinite(others), spread: standardDeviation(others) };
  });
  const { star, by, spread } = compared.reduce((a, b) => (Math.abs(b.by) > Math.abs(a.by) ? b : a));
  return Math.abs(by) > Math.max(MIN_DISAGREEMENT, OUTLYING * spread) ? { star, by } : null;
}

/** NaN of fewer than two. */
function standardDeviation(values: readonly number[]): number {
  const mean = meanOfFinite(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

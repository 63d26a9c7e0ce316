import type { Measurements } from '../../domain/measurement/Measurements';
import { meanOfFinite } from '../../domain/units/meanOfFinite';
import type { Gain } from '../../fits/facts/detectorNoise';
import { fluxMatrix } from '../../kernels/lightcurve/fluxMatrix';
import { gainByScatter, withGain, type MeasuredGain } from '../../kernels/lightcurve/gainByScatter';
import type { GainWarning } from './GainWarning';

/** Electrons per unit where nobody knows. */
export const ASSUMED_GAIN = 1;
/** Standard errors by which two gains may differ. */
const MAX_DEVIATION = 3;
/** A factor by which they may differ besides: flat fields and scintillation make stars scatter, too. */
const TOLERANCE = 1.3;

/**
 * Settles by what gain the errors are computed: that of the headers if it is certain, else what the scatter of the stars
 * tells. Changes the errors where it is another than they were computed with.
 * @param gains of the frames as their headers say, in the order of the measurements; null where they do not
 * @param comparisons the stars that tell
 * @param share of the gain that sums of light have, where pixels of other colours were interpolated: `InterpolatedNoise`
 */
export function settleGain(
  measurements: Measurements,
  gains: readonly (Gain | null)[],
  comparisons: readonly number[],
  share = 1
): GainWarning | null {
  const { frames, radii } = measurements;
  const assumed = Float64Array.from(
    { length: frames.count },
    (_, f) => share * (gains[f]?.value ?? ASSUMED_GAIN)
  );
  const middle = fluxMatrix(measurements, radii.length >> 1, new Set());
  const measured = gainByScatter(middle, comparisons, assumed);
  const [header = null] = gains;
  const isKnown = gains.every((gain) => gain !== null);
  if (isKnown && gains.every((gain) => gain?.isCertain))
    return contradiction(meanOfFinite(assumed), measured, share);
  if (!measured)
    return isKnown && header
      ? { code: 'gainDoubtful', parameters: { gain: header.value, keyword: header.source } }
      : { code: 'gainAssumed', parameters: { gain: ASSUMED_GAIN } };
  if (isKnown && agree(meanOfFinite(assumed), measured)) return null;
  for (const r of radii.keys()) {
    const matrix = { ...middle, ...sliceOf(measurements, r) };
    matrix.error.set(withGain(matrix, assumed, measured.value).error);
  }
  return {
    code: 'gainMeasured',
    parameters: {
      gain: measured.value / share,
      error: measured.error / share,
      header: header?.value ?? null
    }
  };
}

function sliceOf({ flux, error, stars, frames }: Measurements, radius: number) {
  const size = stars.count * frames.count;
  const [start, end] = [radius * size, (radius + 1) * size];
  return { flux: flux.subarray(start, end), error: error.subarray(start, end) };
}

/** Scatter beyond that of photons can have many causes; scatter below it has none. */
function contradiction(header: number, measured: MeasuredGain | null, share: number): GainWarning | null {
  if (!measured || measured.value - MAX_DEVIATION * measured.error < TOLERANCE * header) return null;
  return {
    code: 'gainContradicted',
    parameters: { gain: measured.value / share, error: measured.error / share, header: header / share }
  };
}

function agree(header: number, { value, error }: MeasuredGain): boolean {
  const ratio = Math.abs(Math.log(value / header));
  return ratio < Math.log(TOLERANCE) + (MAX_DEVIATION * error) / value;
}

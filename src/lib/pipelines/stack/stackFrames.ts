import { itemAt } from '../../domain/units/itemAt';
import { composeAffine } from '../../domain/image/Affine';
import { figureText } from '../../domain/units/figureText';
import { background } from '../../kernels/sky/background';
import type { Combined, CombineOptions } from '../../kernels/calibration/combineOptions';
import { combineStrips, type RowReader } from '../../kernels/calibration/combineStrips';
import type { Interpolation } from '../../kernels/resampling/interpolationTable';
import { median } from '../../kernels/array/median';
import { MAX_UNDERSHOOT, resampleRows } from '../../kernels/resampling/resampleRows';
import { sourceRows } from '../../kernels/resampling/sourceRows';
import { loadKernels, type Kernels } from '../../kernels/wasm/loadKernels';
import { AsyncError, type RunningProcess } from '../api';
import type { AlignedFrame } from './alignFrames';
import { outputField, type Field } from '../../kernels/resampling/outputField';
import { clipLimit } from './clipLimit';
import { shiftedRows } from './shiftedRows';

export interface StackOptions {
  readonly method: CombineOptions['method'];
  readonly resampling: Interpolation;
  readonly field: 'intersection' | 'union';
  readonly weigh: boolean;
}

export interface Stack extends Combined {
  readonly field: Field;
  /** What each frame counts. */
  readonly weights: readonly number[];
}

/** Bytes for the stack, its maps and the strips of all frames, whatever the number of frames. */
const BUDGET = 2 ** 28;
const MOST_STRIP_BYTES = 2 ** 26;
/** Of the stack and its two maps, for each pixel. */
const RESULT_BYTES = 10;

/**
 * Combines frames strip by strip, each resampled to the pixels of the reference.
 * @throws AsyncError if there is nothing that all frames show, or the field is too large for the memory
 */
export async function stackFrames(
  process: Pick<RunningProcess, 'log' | 'progress'>,
  frames: readonly AlignedFrame[],
  { method, resampling, field: kind, weigh }: StackOptions
): Promise<Stack> {
  const field = outputField(
    frames.map(({ frame: { width, height }, transform }) => ({ width, height, transform })),
    kind
  );
  if (!field)
    throw new AsyncError(
      'There is no part of the sky that all frames show. Choose the field that any frame shows, or fewer frames.'
    );
  const { width, height } = field;
  const budget = Math.min(MOST_STRIP_BYTES, BUDGET - RESULT_BYTES * width * height);
  if (budget < 4 * width * frames.length)
    throw new AsyncError(
      `A stack of ${frames.length} frames in a field of ${width} x ${height} pixels takes more than 256 MB of memory. ` +
        'Choose what all frames show as field, or leave out the frames furthest away.'
    );
  const isWeighted = weigh && method !== 'median' && method !== 'minMax';
  const weights = isWeighted ? weightsOf(frames) : frames.map(() => 1);
  const kernels = await loadKernels();
  const combined = await combineStrips(
    frames.map((frame) => resampledRows(frame, field, resampling, kernels)),
    {
      width,
      height,
      method,
      sigmaLow: clipLimit(frames.length),
      sigmaHigh: clipLimit(frames.length),
      budget,
      scales: frames.map(({ scale }) => scale),
      offsets: frames.map(({ offset }) => offset),
      weights,
      onRows: (rows) => process.progress(0.5 + (0.5 * rows) / height)
    }
  );
  const { globalRms } = background({ data: combined.mean, width, height });
  const total = weights.reduce((sum, weight) => sum + weight);
  const best = Math.hypot(...frames.map(({ noise }, i) => itemAt(weights, i) * noise)) / total;
  process.log(
    `${frames.length} frames stacked to ${width} x ${height} pixels. Noise of the sky: ${figureText(itemAt(frames, 0).noise)} in the ` +
      `reference, ${figureText(globalRms)} in the stack, ${figureText(best)} at best. Crowded stars count as noise; values taken ` +
      'between pixels make neighbours alike, so that the noise looks a little smaller than it is'
  );
  return { ...combined, field, weights };
}

/**
 * The inverse squares of noise and width of the stars, so that faint stars stand out most. A frame in which the width
 * is not known counts as if it were the usual.
 *
 * Source: Annis et al. (2014), ApJ 794, 120, on the coadded Stripe 82 of SDSS.
 */
function weightsOf(frames: readonly AlignedFrame[]): number[] {
  const usual = median(Float32Array.from(frames, ({ fwhm }) => fwhm));
  return frames.map(({ noise, fwhm }) => (noise * (fwhm || usual || 1)) ** -2);
}

/** Rows of the field as a frame shows them. */
function resampledRows(
  aligned: AlignedFrame,
  field: Field,
  interpolation: Interpolation,
  kernels: Kernels | null
): RowReader {
  const {
    frame: { width, height },
    transform,
    read
  } = aligned;
  const noise = aligned.noise / aligned.scale;
  const toFrame = composeAffine(transform, [1, 0, 0, 1, field.left, field.top]);
  const [a, b, c, d, left, top] = toFrame;
  const isWhole = a === 1 && b === 0 && c === 0 && d === 1 && Number.isInteger(left) && Number.isInteger(top);
  if (isWhole) return shiftedRows(aligned, left, top, field.width);
  return async (y0, y1, data) => {
    const out = { data, width: field.width, top: y0, height: y1 - y0 };
    const { first, end } = sourceRows(toFrame, interpolation, out, height);
    const source = { data: await read(first, end), width, height: end - first, top: first };
    resampleRows(source, toFrame, interpolation, out, kernels, MAX_UNDERSHOOT * noise);
  };
}

import { combineStrips, type IntegerRows, type RowReader } from '../../kernels/calibration/combineStrips';
import type { PlaneSize } from './DescribedFrame';
import { STRIP_BYTES } from './forEachStrip';

/** Among fewer frames, no value is ever three standard deviations from the rest. */
const MIN_TO_CLIP = 8;

export const combineMethod = (frames: number): 'mean' | 'median' | 'clippedMean' =>
  frames === 1 ? 'mean' : frames < MIN_TO_CLIP ? 'median' : 'clippedMean';

/**
 * Combines frames band by band. Besides the result, at most `STRIP_BYTES` are in memory.
 * @param scales the factor by which each frame is multiplied first
 * @param integers the rows of the frames as they are stored, if all are 16-bit integers
 * @throws RangeError if one row of every frame exceeds that
 */
export async function combineFrames(
  readers: readonly RowReader[],
  { width, height }: PlaneSize,
  scales = readers.map(() => 1),
  integers: readonly IntegerRows[] = []
): Promise<Float32Array> {
  const combined = new Float32Array(width * height);
  // Besides its values, each pixel needs mean, standard deviation and coverage.
  const rows = Math.max(1, Math.floor(STRIP_BYTES / (width * (4 * readers.length + 10))));
  const method = combineMethod(readers.length);
  for (let y0 = 0; y0 < height; y0 += rows) {
    const band = readers.map(
      (read): RowReader =>
        (from, to, out) =>
          read(y0 + from, y0 + to, out)
    );
    const stored = integers.map(({ zero, read }): IntegerRows => ({
      zero,
      read: (from, to, out) => read(y0 + from, y0 + to, out)
    }));
    const size = { width, height: Math.min(rows, height - y0) };
    const options = { ...size, method, scales, budget: STRIP_BYTES, integers: stored };
    const { mean } = await combineStrips(band, options);
    combined.set(mean, y0 * width);
  }
  return combined;
}

import { imageSize } from '../../../src/lib/fits/image/imageSize';
import { integerRows } from '../../../src/lib/fits/image/integerRows';
import { openFits, type FitsFile } from '../../../src/lib/fits/file/openFits';
import { readImageRows } from '../../../src/lib/fits/image/readImage';
import {
  combineStrips,
  type IntegerRows,
  type RowReader
} from '../../../src/lib/kernels/calibration/combineStrips';
import type { FrameFile } from '../frameTasks';

const BUDGET = 2 ** 23;

/** The clipped mean of frames. */
export async function stack(
  frames: readonly FrameFile[],
  storedRows = (file: FitsFile, _frame: FrameFile): IntegerRows => integerRows(file, file.hdus[0]!)!
): Promise<readonly FrameFile[]> {
  const files = await Promise.all(frames.map(({ blob }) => openFits(blob)));
  const { width, height } = imageSize(files[0]!.hdus[0]!)!;
  const readers = files.map(
    (file): RowReader =>
      (y0, y1, out) =>
        readImageRows(file, file.hdus[0]!, y0, y1, out)
  );
  const integers = files.map((file, k) => storedRows(file, frames[k]!));
  await combineStrips(readers, { width, height, method: 'clippedMean', budget: BUDGET, integers });
  return [];
}

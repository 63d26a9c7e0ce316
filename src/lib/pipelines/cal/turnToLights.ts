import type { RowReader } from '../../kernels/calibration/combineStrips';
import type { DescribedFrame, PlaneSize } from './DescribedFrame';

/** Marks the frames to be read upside down, so that their rows are in the order of the lights (ROWORDER). */
export function turnToLights(frames: readonly DescribedFrame[]): DescribedFrame[] {
  const rowOrder = frames.find(({ type, settings }) => type === 'light' && settings.rowOrder)?.settings
    .rowOrder;
  return frames.map((frame) => {
    const own = frame.settings.rowOrder;
    const isTurned = frame.type !== 'light' && Boolean(rowOrder && own && own !== rowOrder);
    return isTurned ? { ...frame, isTurned, settings: { ...frame.settings, rowOrder: rowOrder! } } : frame;
  });
}

/** Reads rows of an image from its last to its first. */
export const turnedRows =
  (read: RowReader, { width, height }: PlaneSize): RowReader =>
  async (y0, y1, out) => {
    await read(height - y1, height - y0, out);
    for (let top = 0, bottom = y1 - y0 - 1; top < bottom; top++, bottom--) {
      const row = out.slice(top * width, (top + 1) * width);
      out.copyWithin(top * width, bottom * width, (bottom + 1) * width);
      out.set(row, bottom * width);
    }
  };

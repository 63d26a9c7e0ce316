import type { PlaneSize } from './DescribedFrame';

/** What strips of rows may take beside the whole planes in memory, which are at most two. */
export const STRIP_BYTES = 2 ** 26;
/** Of one plane: frame, bias, dark and flat are read beside each other, and once more as they are stored. */
const STRIP_PIXELS = 2 ** 18;

/** Does something with one strip of rows after the other. */
export async function forEachStrip(
  { width, height }: PlaneSize,
  work: (y0: number, y1: number) => Promise<void>
): Promise<void> {
  const rows = Math.max(1, Math.floor(STRIP_PIXELS / width));
  for (let y0 = 0; y0 < height; y0 += rows) await work(y0, Math.min(y0 + rows, height));
}

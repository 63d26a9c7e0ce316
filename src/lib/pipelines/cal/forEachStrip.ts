import type { PlaneSize } from './DescribedFrame';

/** Memory for strips of rows, besides at most two whole planes. */
export const STRIP_BYTES = 2 ** 26;
/** For one plane: frame, bias, dark and flat are in memory together, and once more as they are stored. */
const STRIP_PIXELS = 2 ** 18;

/** Works through an image, one strip of rows after another. */
export async function forEachStrip(
  { width, height }: PlaneSize,
  work: (y0: number, y1: number) => Promise<void>
): Promise<void> {
  const rows = Math.max(1, Math.floor(STRIP_PIXELS / width));
  for (let y0 = 0; y0 < height; y0 += rows) await work(y0, Math.min(y0 + rows, height));
}

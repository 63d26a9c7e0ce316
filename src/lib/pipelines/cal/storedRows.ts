import type { RowReader } from '../../kernels/combineStrips';

/** Puts an image aside in a Blob, which browsers keep out of the memory of the page, to be read by rows. */
export function storedRows({
  data,
  width
}: {
  readonly data: Float32Array;
  readonly width: number;
}): RowReader {
  const blob = new Blob([data as Float32Array<ArrayBuffer>]);
  return async (y0, y1, out) =>
    out.set(new Float32Array(await blob.slice(4 * width * y0, 4 * width * y1).arrayBuffer()));
}

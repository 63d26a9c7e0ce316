import type { Image } from '../domain/Image';

/**
 * Puts an image aside in a Blob, which browsers keep out of the memory of the page.
 * @returns reads its rows `y0 <= y < y1`
 */
export function storedRows({
  data,
  width
}: Pick<Image, 'data' | 'width'>): (y0: number, y1: number) => Promise<Float32Array> {
  const blob = new Blob([data as Float32Array<ArrayBuffer>]);
  return async (y0, y1) => new Float32Array(await blob.slice(4 * width * y0, 4 * width * y1).arrayBuffer());
}

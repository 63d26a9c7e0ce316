import type { Image } from '../../domain/image/Image';

/** The image with its rows in the opposite order: FITS counts them from the bottom, screens from the top. */
export function flipVertically({ data, width, height }: Image): Image {
  const flipped = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    flipped.set(data.subarray(y * width, (y + 1) * width), (height - 1 - y) * width);
  }
  return { data: flipped, width, height };
}

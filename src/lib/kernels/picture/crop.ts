import type { Image } from '../../domain/image/Image';

/**
 * The part around the centre, `scale` times as wide and as high, in even numbers of pixels: of every side
 * `floor(side / 2) +- floor(side * scale / 2)`.
 * @throws RangeError if `scale` is not between 0 and 1.
 */
export function crop({ data, width, height }: Image, scale: number): Image {
  if (!(scale >= 0 && scale <= 1)) throw new RangeError('scale must be in [0, 1]');
  const halfWidth = Math.floor(width * 0.5 * scale);
  const halfHeight = Math.floor(height * 0.5 * scale);
  const left = Math.floor(width / 2) - halfWidth;
  const top = Math.floor(height / 2) - halfHeight;
  const cropped = new Float32Array(4 * halfWidth * halfHeight);
  for (let y = 0; y < 2 * halfHeight; y++) {
    const start = (top + y) * width + left;
    cropped.set(data.subarray(start, start + 2 * halfWidth), y * 2 * halfWidth);
  }
  return { data: cropped, width: 2 * halfWidth, height: 2 * halfHeight };
}

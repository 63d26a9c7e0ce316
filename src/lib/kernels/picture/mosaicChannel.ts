import type { BayerPattern } from '../../domain/image/FrameDisplay';
import type { Image } from '../../domain/image/Image';

/**
 * One colour of a Bayer mosaic at half the size: each pixel is the red one, the blue one or the mean of the two green ones
 * of a square of the mosaic. An odd last row or column is left out.
 */
export function mosaicChannel(
  { data, width, height }: Image,
  pattern: BayerPattern,
  letter: 'R' | 'G' | 'B'
): Image {
  const [halfWidth, halfHeight] = [width >> 1, height >> 1];
  const place = (index: number): number => (index >> 1) * width + (index & 1);
  const [first, second] = [place(pattern.indexOf(letter)), place(pattern.lastIndexOf(letter))];
  const channel = new Float32Array(halfWidth * halfHeight);
  for (let y = 0, out = 0; y < halfHeight; y++)
    for (let corner = 2 * y * width, end = corner + 2 * halfWidth; corner < end; corner += 2)
      channel[out++] = (data[corner + first] + data[corner + second]) / 2;
  return { data: channel, width: halfWidth, height: halfHeight };
}

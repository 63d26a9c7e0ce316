import { asinhStretch } from '../../kernels/picture/asinhStretch';
import type { ColourLevels } from '../../kernels/picture/colourLevels';
import { luptonStretch } from '../../kernels/picture/luptonStretch';
import { mixColours } from '../../kernels/picture/mixColours';
import type { ColourImage } from './colourImage';

/** How light becomes brightness. */
export type ColourStretch = 'lupton' | 'channels' | 'linear';

/** Pixels that are made at once. */
const STRIP_PIXELS = 2 ** 18;

/** The rows of the picture, red, green and blue from 0 to 1, from the top on, which is the last row of the channels. */
export async function* pictureStrips(
  { width, height, channels, levels }: ColourImage,
  stretch: ColourStretch
): AsyncGenerator<Float32Array> {
  const most = Math.max(1, Math.floor(STRIP_PIXELS / width));
  for (let end = height; end > 0; end -= most) {
    const start = Math.max(0, end - most);
    const values = await Promise.all(channels.map(({ rows }) => rows(start, end)));
    const rgb = new Float32Array(3 * width * (end - start));
    mixColours(levels.channels, values, rgb);
    applyStretch(rgb, stretch, levels);
    yield upsideDown(rgb, 3 * width);
  }
}

function applyStretch(rgb: Float32Array, stretch: ColourStretch, { strength }: ColourLevels): void {
  if (stretch === 'lupton') luptonStretch(rgb, strength);
  else asinhStretch(rgb, stretch === 'linear' ? 0 : strength);
}

function upsideDown(rows: Float32Array, length: number): Float32Array {
  const turned = new Float32Array(rows.length);
  for (let at = 0; at < rows.length; at += length)
    turned.set(rows.subarray(at, at + length), rows.length - length - at);
  return turned;
}

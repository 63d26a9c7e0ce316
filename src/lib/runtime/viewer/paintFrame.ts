import { invertAffine } from '../../domain/image/Affine';
import { TABLE_SIZE } from './colourTable';
import { SATURATED, type FrameView } from './FrameRenderer';
import { visiblePart } from './visiblePart';

/**
 * Paints a view, each pixel of the picture in the colour of the pixel of the frame under its centre; where that has
 * no value, the picture is left as it is.
 * @param picture row-major from the top left corner, four bytes a pixel, transparent
 */
export function paintFrame(
  view: FrameView,
  picture: { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }
): void {
  const { level, left, top, right, bottom } = visiblePart(view, picture.width, picture.height);
  if (left >= right || top >= bottom) return;
  const { data, channels, width, height } = view.levels.tile(level, left, top, right - left, bottom - top);
  const { limits, saturation, table } = view;
  const shrink = 2 ** -level;
  const [a, b, c, d, e, f] = invertAffine(view.imageToCanvas);
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const column = Math.floor((a * (x + 0.5) + c * (y + 0.5) + e + 0.5) * shrink) - left;
      const row = Math.floor((b * (x + 0.5) + d * (y + 0.5) + f + 0.5) * shrink) - top;
      if (column < 0 || column >= width || row < 0 || row >= height) continue;
      const start = (row * width + column) * channels;
      if (Number.isNaN(data[start])) continue;
      const out = (y * picture.width + x) * 4;
      let isSaturated = false;
      for (let i = start; i < start + channels; i++) if (data[i]! >= saturation) isSaturated = true;
      for (let colour = 0; colour < 3; colour++) {
        const channel = channels === 1 ? 0 : colour;
        const [low, high] = limits[channel]!;
        picture.data[out + colour] = isSaturated
          ? SATURATED[colour]!
          : table[tableEntry(data[start + channel]!, low, high) * 4 + colour]!;
      }
      picture.data[out + 3] = 255;
    }
  }
}

/** As in the shader: the nearest entry of the table, its ends for what lies beyond the limits. */
function tableEntry(value: number, low: number, high: number): number {
  const fraction = (value - low) / (high - low);
  return Math.round(Math.min(1, Math.max(0, fraction)) * (TABLE_SIZE - 1));
}

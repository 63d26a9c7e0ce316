import { rgb } from 'd3-color';
import { interpolateCividis, interpolateInferno, interpolateViridis } from 'd3-scale-chromatic';
import type { ColourMap, FrameDisplay } from '../../domain/image/FrameDisplay';
import { stretchCurve } from '../../kernels/picture/stretchCurve';

/** Entries of the table: enough for the steep start of the logarithmic stretch to show no steps. */
export const TABLE_SIZE = 128 * 128;

const MAPS: Record<ColourMap, (brightness: number) => string> = {
  grey: (brightness) => {
    const level = Math.round(255 * brightness);
    return `rgb(${level}, ${level}, ${level})`;
  },
  viridis: interpolateViridis,
  cividis: interpolateCividis,
  inferno: interpolateInferno
};

/**
 * The colour for each fraction of the range between the limits, once stretched: red, green, blue and full opacity,
 * for `TABLE_SIZE` fractions from 0 to 1.
 */
export function colourTable({ stretch, colourMap, inverted }: FrameDisplay): Uint8Array<ArrayBuffer> {
  const levels = Array.from({ length: 256 }, (_, level) => rgb(MAPS[colourMap](level / 255)));
  const table = new Uint8Array(TABLE_SIZE * 4);
  for (let entry = 0; entry < TABLE_SIZE; entry++) {
    const brightness = stretchCurve(stretch, entry / (TABLE_SIZE - 1));
    const level = Math.round(255 * (inverted ? 1 - brightness : brightness));
    const { r, g, b } = levels[level]!;
    table.set([r, g, b, 255], entry * 4);
  }
  return table;
}

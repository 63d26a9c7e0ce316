/** Red, green and blue, each 0 or more; only their ratios and those to other channels count. */
export type Colour = readonly [red: number, green: number, blue: number];

/** How the values of a channel become light: `(value - offset) * scale` in its colour. */
export interface ColourChannel {
  readonly colour: Colour;
  /** The value that is black. */
  readonly offset: number;
  readonly scale: number;
  /** The value at which the detector saturates; infinite where it is not known. */
  readonly saturation: number;
}

/** Fraction of saturation from which a pixel loses its colour. */
const FADE_START = 0.75;

/**
 * How much of each channel goes into red, green and blue: for each of these, the parts of all channels add up to 1, so
 * that what is equal in all channels is white. What no channel has any of is 0.
 */
export function colourParts(colours: readonly Colour[]): Colour[] {
  const sums = [0, 1, 2].map((k) => colours.reduce((sum, colour) => sum + colour[k], 0));
  const part = (colour: Colour, k: number): number => (sums[k] > 0 ? colour[k] / sums[k] : 0);
  return colours.map((colour) => [part(colour, 0), part(colour, 1), part(colour, 2)]);
}

/**
 * Mixes channels of any colours into red, green and blue. A pixel that one channel has no value of (NaN) is NaN, as
 * its colour is not known. Near saturation pixels fade to white: a channel that is cut off would leave a false colour
 * in the middle of bright stars, and a fringe around it.
 * @param values of each channel, the same pixels
 * @param rgb is filled with red, green and blue of each pixel
 */
export function mixColours(
  channels: readonly ColourChannel[],
  values: readonly Float32Array[],
  rgb: Float32Array
): void {
  const parts = colourParts(channels.map(({ colour }) => colour));
  const light = new Float64Array(channels.length);
  const [red, green, blue] = [0, 1, 2].map((k) => parts.map((part) => part[k]));
  for (let i = 0, out = 0; out < rgb.length; i++, out += 3) {
    let fullness = 0;
    let most = -Infinity;
    for (let c = 0; c < light.length; c++) {
      const { offset, scale, saturation } = channels[c];
      const above = values[c][i] - offset;
      light[c] = above * scale;
      fullness = Math.max(fullness, above / (saturation - offset));
      most = Math.max(most, light[c]);
    }
    const fading = fullness > FADE_START ? Math.min(1, (fullness - FADE_START) / (1 - FADE_START)) : 0;
    let r = 0;
    let g = 0;
    let b = 0;
    for (let c = 0; c < light.length; c++) {
      const faded = light[c] + fading * (most - light[c]);
      r += red[c] * faded;
      g += green[c] * faded;
      b += blue[c] * faded;
    }
    rgb[out] = r;
    rgb[out + 1] = g;
    rgb[out + 2] = b;
  }
}

import { asinhCurve } from './asinhCurve';

/**
 * Makes light a picture, in place, so that colours do not depend on brightness: red, green and blue are multiplied by
 * what the curve of that strength makes of their mean, and by less where one would be above 1, so that what is too
 * bright keeps its colour too. Negative values become 0, and so does all of a pixel whose mean is not above 0.
 *
 * Source: Lupton et al. (2004), PASP 116, 133; the same numbers as `make_lupton_rgb(..., minimum, stretch, Q)` of
 * astropy, where 1 is the value that it takes to white.
 * @param rgb red, green and blue of each pixel, 0 black and 1 white; NaN stays NaN
 */
export function luptonStretch(rgb: Float32Array, strength: number): void {
  const curve = asinhCurve(strength);
  for (let i = 0; i < rgb.length; i += 3) {
    const mean = (rgb[i] + rgb[i + 1] + rgb[i + 2]) / 3;
    if (Number.isNaN(mean)) continue;
    const factor = mean > 0 ? curve(mean) / mean : 0;
    const red = Math.max(0, factor * rgb[i]);
    const green = Math.max(0, factor * rgb[i + 1]);
    const blue = Math.max(0, factor * rgb[i + 2]);
    const excess = Math.max(1, red, green, blue);
    rgb[i] = red / excess;
    rgb[i + 1] = green / excess;
    rgb[i + 2] = blue / excess;
  }
}

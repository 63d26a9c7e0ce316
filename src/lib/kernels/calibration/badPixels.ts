import type { Image } from '../../domain/image/Image';
import { medianAround } from './medianAround';
import { sigmaClip } from '../array/sigmaClip';

/** Bits of the bad-pixel map. */
export const HOT_PIXEL = 1;
export const DEAD_PIXEL = 2;

/** Relative response below which a pixel counts as dead. */
const DEAD_RESPONSE = 0.5;

/**
 * Finds hot and dead pixels. Hot ones exceed both the median of a master dark and that of the surrounding 5 x 5 pixels by
 * more than `sigma` times its clipped standard deviation, so that amplifier glow is not taken for them. Dead ones have
 * less than half the response of the flat field as a whole and of the surrounding pixels, so that vignetting is not taken
 * for them. Pixels that are not finite are bad.
 * @param flat as returned by `normaliseFlat`
 * @returns a bit mask of `HOT_PIXEL` and `DEAD_PIXEL` by pixel; 0 where it is good
 * @throws RangeError if dark and flat differ in size
 */
export function badPixels(dark: Image | null, flat: Image | null, sigma = 5): Uint8Array {
  if (dark && flat && (dark.width !== flat.width || dark.height !== flat.height))
    throw new RangeError(
      `The dark has ${dark.width} x ${dark.height} pixels, but the flat ${flat.width} x ${flat.height}`
    );
  const bad = new Uint8Array((dark ?? flat)?.data.length ?? 0);
  if (dark) {
    const { median, std } = sigmaClip(dark.data, 3, 10);
    for (let i = 0; i < bad.length; i++) {
      const value = dark.data[i];
      if (value <= median + sigma * std) continue;
      if (!(value < Infinity && value <= medianAround(dark, i) + sigma * std)) bad[i] |= HOT_PIXEL;
    }
  }
  if (flat) {
    for (let i = 0; i < bad.length; i++) {
      const response = flat.data[i];
      if (response >= DEAD_RESPONSE) continue;
      if (!(response >= DEAD_RESPONSE * medianAround(flat, i))) bad[i] |= DEAD_PIXEL;
    }
  }
  return bad;
}

import type { Image } from '../../domain/image/Image';
import { medianAround } from './medianAround';
import { sigmaClip } from '../array/sigmaClip';

/** Bits of the bad-pixel map. */
export const HOT_PIXEL = 1;
export const DEAD_PIXEL = 2;

/** Response below which a pixel counts as dead. */
const DEAD_RESPONSE = 0.5;

/**
 * Pixels not to be used. Hot ones stand out in a master dark by more than `sigma` of its clipped standard deviation,
 * both from its median and from that of the 5 x 5 pixels around, so that the glow of an amplifier is not taken for
 * them. Dead ones have less than half the response of the whole flat field and of the pixels around, so that
 * vignetting is not taken for them. Pixels that are not finite are bad.
 * @param flat as `normaliseFlat` gives it
 * @returns bits by pixel, `HOT_PIXEL` and `DEAD_PIXEL`; 0 where it is good
 * @throws RangeError if dark and flat differ in size
 */
export function badPixels(dark: Image | null, flat: Image | null, sigma = 5): Uint8Array {
  if (dark && flat && (dark.width !== flat.width || dark.height !== flat.height))
    throw new RangeError(
      `a dark of ${dark.width} x ${dark.height} and a flat of ${flat.width} x ${flat.height}`
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

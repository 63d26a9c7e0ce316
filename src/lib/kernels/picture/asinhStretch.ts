import { asinhCurve } from './asinhCurve';

/**
 * Makes light a picture, in place, each channel on its own: what the curve of that strength makes of it, cut at 0 and
 * 1. What is bright in all channels becomes white.
 * @param rgb 0 black and 1 white; NaN stays NaN
 */
export function asinhStretch(rgb: Float32Array, strength: number): void {
  const curve = asinhCurve(strength);
  for (let i = 0; i < rgb.length; i++) rgb[i] = Math.min(1, Math.max(0, curve(rgb[i])));
}

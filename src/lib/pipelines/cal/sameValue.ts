import { figureText } from '../../domain/units/figureText';

/** What says that all pixels have the same value, as where nothing was exposed or all is saturated; null if not. */
export function sameValue(pixels: Float32Array): string | null {
  const [first] = pixels;
  return pixels.every((value) => value === first)
    ? `all its pixels have the same value, ${figureText(first!, 6)}: it is empty or saturated`
    : null;
}

/** The value that all pixels have, as where nothing was exposed or all is saturated; null if they differ. */
export function constantValue(pixels: Float32Array): number | null {
  const [first = NaN] = pixels;
  return pixels.every((value) => value === first) ? first : null;
}

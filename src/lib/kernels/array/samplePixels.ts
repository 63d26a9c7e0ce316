/** The median of this many has an error of 0.4 % of the standard deviation of the noise. */
const MAX_SAMPLES = 2 ** 17;

/**
 * Evenly spaced pixels, enough to measure the level of a frame; the array itself, not a copy, if it holds no more. The
 * spacing is odd, so that every colour of a mosaic is sampled.
 */
export function samplePixels(pixels: Float32Array): Float32Array {
  if (pixels.length <= MAX_SAMPLES) return pixels;
  const step = Math.ceil(pixels.length / MAX_SAMPLES) | 1;
  const sample = new Float32Array(Math.ceil(pixels.length / step));
  for (let i = 0, k = 0; i < pixels.length; i += step) sample[k++] = pixels[i];
  return sample;
}

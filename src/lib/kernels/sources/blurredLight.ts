import type { Image } from '../../domain/image/Image';
import type { Background } from '../sky/background';
import { MeshSurface } from '../sky/MeshSurface';

/** Passes of a running mean after which it is nearly a Gaussian. */
const PASSES = 3;

/**
 * The light above the background, convolved with a Gaussian: rings and trails become blobs, which are found and centred as
 * stars are. Blank pixels count as background, and so does what is beyond the image.
 *
 * Source of the running means: Wells (1986), IEEE Trans. PAMI 8, 234.
 * @param sigma of the Gaussian, pixels; it is met to within the rounding of three whole widths
 * @returns the light with its own background: zero, with the noise that is left of uncorrelated noise
 */
export function blurredLight(
  { data, width, height }: Image,
  { level, rms, globalRms }: Background,
  sigma: number
): { readonly image: Image; readonly background: Background; readonly sigma: number } {
  const light = new Float32Array(data.length);
  const sky = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    level.row(y, sky);
    for (let x = 0, k = y * width; x < width; x++, k++) {
      const value = data[k] - sky[x];
      light[k] = value - value === 0 ? value : 0;
    }
  }
  const half = Math.max(1, Math.round((Math.sqrt((12 * sigma * sigma) / PASSES + 1) - 1) / 2));
  const line = new Float64Array(Math.max(width, height));
  for (let pass = 0; pass < PASSES; pass++) {
    for (let y = 0; y < height; y++) meanAlong(light, y * width, 1, width, half, line);
    for (let x = 0; x < width; x++) meanAlong(light, x, width, height, half, line);
  }
  const met = Math.sqrt((PASSES * ((2 * half + 1) ** 2 - 1)) / 12);
  const share = 1 / (2 * Math.sqrt(Math.PI) * met);
  const none = new MeshSurface(new Float64Array(rms.values.length), rms.columns, width, height);
  const noise = new MeshSurface(
    rms.values.map((value) => share * value),
    rms.columns,
    width,
    height
  );
  return {
    image: { data: light, width, height },
    background: { level: none, rms: noise, globalLevel: 0, globalRms: share * globalRms },
    sigma: met
  };
}

/** Replaces each of `count` values, `step` apart, by the mean of it and of `half` on either side. */
function meanAlong(
  values: Float32Array,
  start: number,
  step: number,
  count: number,
  half: number,
  line: Float64Array
): void {
  for (let i = 0, k = start; i < count; i++, k += step) line[i] = values[k];
  let sum = 0;
  for (let i = 0; i < Math.min(half, count); i++) sum += line[i];
  for (let i = 0, k = start; i < count; i++, k += step) {
    if (i + half < count) sum += line[i + half];
    if (i - half > 0) sum -= line[i - half - 1];
    values[k] = sum / (2 * half + 1);
  }
}

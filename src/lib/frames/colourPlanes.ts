import type { FitsHeader } from '../fits/file/FitsHeader';
import type { ImageSize } from '../fits/image/imageSize';

/** Third axes that are not colours of a picture: spectra, polarisation, time. */
const OTHER_AXES = /^(FREQ|ENER|WAVN|VRAD|WAVE|VOPT|ZOPT|AWAV|VELO|BETA|FELO|LAMBDA|STOKES|TIME|UTC)/i;

/**
 * Which planes of a cube are red, green and blue: those of live stacks, of stacking programs and of Colour image, which
 * names them; null for an image of another kind.
 */
export function colourPlanes(
  header: FitsHeader,
  { planes }: ImageSize
): readonly [red: number, green: number, blue: number] | null {
  if (planes !== 3 || OTHER_AXES.test(header.string('CTYPE3')?.trim() ?? '')) return null;
  const names = [1, 2, 3].map((plane) => header.string(`CHANCOL${plane}`)?.trim().toLowerCase());
  if (names.every((name) => name === undefined)) return [0, 1, 2];
  const [red, green, blue] = ['red', 'green', 'blue'].map((colour) => names.indexOf(colour));
  return [red!, green!, blue!].includes(-1) ? null : [red!, green!, blue!];
}

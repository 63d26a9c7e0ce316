import type { BayerPattern } from '../../domain/image/FrameDisplay';
import type { Hdu } from '../../fits/file/Hdu';
import type { FitsFile } from '../../fits/file/openFits';
import type { ImageSize } from '../../fits/image/imageSize';
import { readImageRows } from '../../fits/image/readImage';
import { mosaicChannel } from '../../kernels/picture/mosaicChannel';
import { ReducedImage } from '../../kernels/picture/ReducedImage';

/** Much larger than a thumbnail, and small in memory. */
const REDUCED_SIDE = 2000;
const PIXELS_AT_ONCE = 2 ** 20;

/**
 * Makes a plane of a plain image, or the three colours of its mosaic, smaller without ever having all of it in memory.
 * @param onread called with the part of the plane that has been read, from 0 to 1
 * @throws FitsError if it is cut short
 */
export async function reduceImage(
  file: FitsFile,
  hdu: Hdu,
  { width, height }: ImageSize,
  { plane, pattern }: { readonly plane: number; readonly pattern: BayerPattern | null },
  onread: (done: number) => void
): Promise<readonly ReducedImage[]> {
  // Before there is memory for what a file lacks that is cut short.
  await readImageRows(file, hdu, height - 1, height, undefined, plane);
  const colours = pattern ? (['R', 'G', 'B'] as const) : [null];
  const cell = pattern ? 2 : 1;
  const size = [width, height].map((side) => Math.floor(side / cell)) as [number, number];
  const factor = Math.min(Math.ceil(Math.max(...size) / REDUCED_SIDE), ...size);
  const reduced = colours.map(() => new ReducedImage(...size, factor));
  const rows = cell * Math.max(1, Math.floor(PIXELS_AT_ONCE / width / cell));
  for (let y = 0; y < height; y += rows) {
    const end = Math.min(height, y + rows);
    const data = await readImageRows(file, hdu, y, end, undefined, plane);
    const strip = { data, width, height: end - y };
    for (const [index, colour] of colours.entries())
      reduced[index]!.add(pattern && colour ? mosaicChannel(strip, pattern, colour).data : data);
    onread(end / height);
  }
  return reduced;
}

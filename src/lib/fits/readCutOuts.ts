import type { Section } from '../domain/Section';
import type { Hdu } from './Hdu';
import type { FitsFile } from './openFits';
import { openPlane } from './openPlane';
import { physicalPixels } from './physicalPixels';
import { storedSubset } from './StoredPixels';

/**
 * Reads some parts of the first plane of an image, plain or compressed, and no other pixels, scaled as by `readImage`:
 * where little of a large image is looked at, most of the work is saved.
 * @param out of the whole image, row-major; what is in none of the parts stays as it is
 * @param parts what lies beyond the image is left out
 * @throws RangeError if `out` is not as large as the image
 * @throws FitsError as `readImage`
 */
export async function readCutOuts(
  file: FitsFile,
  hdu: Hdu,
  parts: readonly Section[],
  out: Float32Array
): Promise<void> {
  const { width, height, read } = openPlane(file, hdu, 0);
  if (out.length !== width * height)
    throw new RangeError(`${out.length} values for an image of ${width} x ${height}`);
  await read((stored, scale, from, to) => {
    for (const part of parts) {
      const [x0, x1] = [Math.max(0, part.x0), Math.min(width, part.x1)];
      const end = Math.min(height, part.y1, Math.ceil(to / width));
      for (let y = Math.max(0, part.y0, Math.floor(from / width)); y < end; y++) {
        const first = Math.max(from, y * width + x0);
        const last = Math.min(to, y * width + x1);
        if (first >= last) continue;
        physicalPixels(storedSubset(stored, first - from, last - from), scale, out.subarray(first, last));
      }
    }
  });
}

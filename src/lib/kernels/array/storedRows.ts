import { freeMemory } from './freeMemory';

/**
 * Reads the rows `y0 <= y < y1` of an image stored by `storePixels`, into `out` if given.
 * @param width of a row, pixels
 */
export const storedRows =
  (pixels: Blob, width: number) =>
  async (y0: number, y1: number, out?: Float32Array): Promise<Float32Array> => {
    const rows = new Float32Array(await pixels.slice(4 * width * y0, 4 * width * y1).arrayBuffer());
    if (!out) return rows;
    out.set(rows);
    freeMemory(rows);
    return out;
  };

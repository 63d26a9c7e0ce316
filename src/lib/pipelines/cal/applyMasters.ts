import { calibrateStrip } from '../../kernels/calibrateStrip';
import type { Choice } from './chooseMasters';
import type { Master } from './Master';

/**
 * Calibrates the rows `y0 <= y < y1` of a frame in place, with the same rows of its masters.
 * @param bad as `calibrateStrip` takes it, of these rows
 * @returns how many pixels became NaN that were not
 */
export async function applyMasters(
  rows: Float32Array,
  [y0, y1]: readonly [y0: number, y1: number],
  { bias, dark, darkScale, flat }: Omit<Choice, 'reasons'>,
  bad?: Uint8Array
): Promise<number> {
  const rowsOf = async (master: Master | null): Promise<Float32Array | null> => {
    if (!master) return null;
    const strip = new Float32Array(rows.length);
    await master.read(y0, y1, strip);
    return strip;
  };
  const [biasRows, darkRows, flatRows] = [await rowsOf(bias), await rowsOf(dark), await rowsOf(flat)];
  return calibrateStrip(rows, {
    ...(biasRows && { bias: biasRows }),
    // A frame whose bias is gone is one with a bias of zero.
    ...(!biasRows && darkScale !== 1 && { bias: new Float32Array(rows.length) }),
    ...(darkRows && { dark: darkRows, darkScale }),
    ...(flatRows && { flat: flatRows }),
    ...(bad && { bad })
  });
}

import { storedRows } from '../../kernels/array/storedRows';
import type { Master } from './Master';

/** The rows `y0 <= y < y1` of a master. */
export const masterRows = ({ pixels, width }: Master, y0: number, y1: number): Promise<Float32Array> =>
  storedRows(pixels, width)(y0, y1);

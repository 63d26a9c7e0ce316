import { storedType, type StorableArray } from './storedType';

/** Where rows of cells go: the first at `offset`, each next one `rowBytes` further on. */
export interface CellLayout {
  readonly view: DataView;
  readonly offset: number;
  readonly rowBytes: number;
}

/**
 * Stores values as FITS does, `repeat` of them in each row: big-endian, and types that have a `zero` with it
 * subtracted, which flips the sign bit. Reals are copied bit for bit, NaN too.
 * @param start index of the first value, of `rows * repeat` to store
 */
export function storeBigEndian(
  values: StorableArray,
  start: number,
  rows: number,
  repeat: number,
  { view, offset, rowBytes }: CellLayout
): void {
  const { buffer, byteOffset, length, BYTES_PER_ELEMENT: width } = values;
  const isFlipped = storedType(values).zero !== 0n;
  if (width === 1) {
    const bits = new Uint8Array(buffer, byteOffset, length);
    const sign = isFlipped ? 0x80 : 0;
    for (let row = 0, i = start; row < rows; row++)
      for (let at = offset + row * rowBytes, end = i + repeat; i < end; i++, at++)
        view.setUint8(at, bits[i]! ^ sign);
  } else if (width === 2) {
    const bits = new Uint16Array(buffer, byteOffset, length);
    const sign = isFlipped ? 0x8000 : 0;
    for (let row = 0, i = start; row < rows; row++)
      for (let at = offset + row * rowBytes, end = i + repeat; i < end; i++, at += 2)
        view.setUint16(at, bits[i]! ^ sign);
  } else {
    const words = width / 4;
    const bits = new Uint32Array(buffer, byteOffset, length * words);
    const sign = isFlipped ? 0x80000000 : 0;
    // Of two words the high one comes second: every platform that has a browser is little-endian.
    const second = words - 1;
    for (let row = 0, i = start * words; row < rows; row++)
      for (let at = offset + row * rowBytes, end = i + repeat * words; i < end; i++, at += 4)
        view.setUint32(at, bits[i ^ second]! ^ (i & second ? 0 : sign));
  }
}

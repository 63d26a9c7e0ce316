import type { Card } from '../file/formatCard';

/** The data of an HDU to be written, and the cards that follow from them. */
export interface DataUnit {
  readonly extension: 'IMAGE' | 'BINTABLE';
  readonly bitpix: number;
  /** NAXIS1 first. */
  readonly axes: readonly number[];
  /** The further cards, in order. */
  readonly cards: readonly Card[];
  /** In sequence, padded at the end; all but the last are whole 32-bit words. */
  readonly strips: Iterable<Uint8Array<ArrayBuffer>>;
}

/** Large enough to be fast, small compared with a frame. */
const STRIP_BYTES = 2 ** 22;
const BLOCK = 2880;

/** A length in bytes, rounded up to whole blocks. */
export const paddedLength = (length: number): number => Math.ceil(length / BLOCK) * BLOCK;

/**
 * Makes data strip by strip, so that they are never in memory as a whole.
 * @param fill stores `count` rows, beginning with `first`, at the start of `view`
 */
export function* dataStrips(
  rows: number,
  rowBytes: number,
  fill: (view: DataView, first: number, count: number) => void
): Generator<Uint8Array<ArrayBuffer>> {
  const step = 4 * Math.max(1, Math.floor(STRIP_BYTES / (4 * rowBytes)));
  for (let first = 0; first < rows; first += step) {
    const count = Math.min(step, rows - first);
    const padding = first + count === rows ? paddedLength(rows * rowBytes) - rows * rowBytes : 0;
    const bytes = new Uint8Array(count * rowBytes + padding);
    fill(new DataView(bytes.buffer), first, count);
    yield bytes;
  }
}

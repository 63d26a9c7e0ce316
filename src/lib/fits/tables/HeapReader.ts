import type { FitsFile } from '../file/openFits';
import { readBytes } from '../file/readBytes';
import type { Table } from './Table';

const CHUNK_BYTES = 2 ** 18;

/**
 * Reads arrays from the heap of a binary table. Most are stored side by side, in ascending or descending order, so that
 * one read fetches many.
 */
export class HeapReader {
  #view = new DataView(new ArrayBuffer(0));
  #start = 0;

  constructor(
    readonly file: FitsFile,
    readonly table: Table
  ) {}

  /** @param offset bytes from the start of the heap, which must hold `length` bytes there */
  async bytes(offset: number, length: number): Promise<DataView> {
    const { hdu, heapStart } = this.table;
    const start = heapStart + offset;
    const end = start + length;
    if (start < this.#start || end > this.#start + this.#view.byteLength) {
      const isBackwards = start < this.#start;
      const from = isBackwards ? Math.max(heapStart, Math.min(start, end - CHUNK_BYTES)) : start;
      const to = isBackwards ? end : Math.min(hdu.dataLength, Math.max(end, start + CHUNK_BYTES));
      this.#view = new DataView((await readBytes(this.file, hdu, from, to - from)).buffer);
      this.#start = from;
    }
    return new DataView(this.#view.buffer, start - this.#start, length);
  }
}

import { ArchiveError } from './ArchiveError';

/** 1 GiB: the largest file that is unpacked, as for gzip. */
export const MAX_UNPACKED_BYTES = 2 ** 30;
const PART_BYTES = 2 ** 22;

/** What is unpacked, a byte at a time; kept by the browser in parts of a few megabytes, so that it need not be in memory. */
export class BlobParts {
  readonly #limit: number;
  readonly #parts: Blob[] = [];
  readonly #part = new Uint8Array(PART_BYTES);
  #length = 0;
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws ArchiveError if there is more than the limit */
  push(byte: number): void {
    if (this.#length === PART_BYTES) this.#flush();
    this.#part[this.#length++] = byte;
  }

  /** @throws ArchiveError if there is more than the limit */
  finish(): Blob {
    this.#flush();
    return new Blob(this.#parts);
  }

  #flush(): void {
    this.#bytes += this.#length;
    if (this.#bytes > this.#limit)
      throw new ArchiveError(
        `It unpacks to more than ${this.#limit} bytes, which is too large to read here.`
      );
    this.#parts.push(new Blob([this.#part.subarray(0, this.#length)]));
    this.#length = 0;
  }
}

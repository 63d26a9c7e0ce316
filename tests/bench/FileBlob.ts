import { openSync, readSync, statSync } from 'node:fs';

/** As much of a Blob as reading FITS asks for, on a file: Node's own cost more than all else, those of browsers do not. */
export class FileBlob {
  readonly #descriptor: number;
  readonly #start: number;
  readonly size: number;

  private constructor(descriptor: number, start: number, size: number) {
    this.#descriptor = descriptor;
    this.#start = start;
    this.size = size;
  }

  static open(path: string): Blob {
    return new FileBlob(openSync(path, 'r'), 0, statSync(path).size) as unknown as Blob;
  }

  slice(from = 0, to = this.size): FileBlob {
    return new FileBlob(this.#descriptor, this.#start + from, Math.min(to, this.size) - from);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = Buffer.allocUnsafeSlow(this.size);
    readSync(this.#descriptor, bytes, 0, this.size, this.#start);
    return bytes.buffer;
  }

  /** Bytes are read into the memory that they are asked for in, as browsers do. */
  stream() {
    let position = 0;
    const read = async (value: Uint8Array) => {
      const length = readSync(
        this.#descriptor,
        value,
        0,
        Math.min(value.length, this.size - position),
        this.#start + position
      );
      position += length;
      return { value: value.subarray(0, length), done: length === 0 };
    };
    return { getReader: () => ({ read, cancel: async () => {} }) };
  }
}

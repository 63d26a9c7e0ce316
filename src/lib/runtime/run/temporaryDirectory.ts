import type { TemporaryDirectory, TemporaryFile } from '../../pipelines/contract/process';

/** A temporary directory that lives as long as the worker in which it was made. */
export function createTemporaryDirectory(): TemporaryDirectory {
  const files = new Map<string, MemoryFile>();
  return {
    join(...path) {
      const parts = path.flatMap((part) => part.split('/')).filter((part) => part !== '' && part !== '.');
      if (parts.length === 0 || parts.includes('..')) {
        throw new RangeError(`'${path.join('/')}' is not a path below the temporary directory`);
      }
      const key = parts.join('/');
      const file = files.get(key) ?? new MemoryFile(parts.at(-1)!, key);
      files.set(key, file);
      return file;
    }
  };
}

class MemoryFile implements TemporaryFile {
  readonly name: string;
  readonly #path: string;
  #content: Blob | null = null;

  constructor(name: string, path: string) {
    this.name = name;
    this.#path = path;
  }

  async writeText(text: string): Promise<void> {
    this.#content = new Blob([text]);
  }

  async writeBytes(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#content = new Blob([bytes]);
  }

  async writeBlob(blob: Blob): Promise<void> {
    this.#content = blob;
  }

  async read(): Promise<Blob> {
    if (!this.#content) throw new Error(`Nothing was written to '${this.#path}'`);
    return this.#content;
  }
}

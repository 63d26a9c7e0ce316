/**
 * A Blob whose bytes are here: those of the browser are in another process, from where each reading fetches them anew.
 */
export class MemoryBlob extends Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>;

  /** @param bytes are not copied, and must not change */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super();
    this.#bytes = bytes;
  }

  override get size(): number {
    return this.#bytes.length;
  }

  override slice(start = 0, end = this.size): MemoryBlob {
    return new MemoryBlob(this.#bytes.subarray(start, end));
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes.slice().buffer;
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(this.#bytes);
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const bytes = this.#bytes;
    let position = 0;
    return new ReadableStream({
      type: 'bytes',
      pull(controller) {
        const left = bytes.length - position;
        const request = controller.byobRequest;
        const view = request?.view;
        if (left === 0) {
          controller.close();
          request?.respond(0);
        } else if (request && view) {
          const length = Math.min(left, view.byteLength);
          new Uint8Array(view.buffer, view.byteOffset).set(bytes.subarray(position, position + length));
          position += length;
          request.respond(length);
        } else {
          controller.enqueue(bytes.slice(position));
          position = bytes.length;
        }
      }
    });
  }
}

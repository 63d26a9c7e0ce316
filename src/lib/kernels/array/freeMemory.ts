const { port1: closedPort, port2 } = new MessageChannel();
port2.close();

/**
 * Frees the memory of an array at once; every array on the same buffer becomes empty. Chromium frees a buffer that a Blob
 * was read into, or made from, only in a full garbage collection, by which time hundreds of megabytes may be waiting. A
 * buffer transferred to a closed port is freed immediately; one discarded through `ArrayBuffer.transfer` is not, and the
 * collector no longer counts it.
 */
export function freeMemory({ buffer }: ArrayBufferView): void {
  closedPort.postMessage(null, [buffer as ArrayBuffer]);
}

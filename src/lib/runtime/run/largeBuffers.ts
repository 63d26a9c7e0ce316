/** Bytes: what is smaller is copied faster than transferred. */
const LARGE = 2 ** 16;

/** The buffers of large typed arrays in a value, each once, to be transferred to another worker, not copied. */
export function largeBuffers(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    const { buffer } = value;
    if (buffer instanceof ArrayBuffer && buffer.byteLength >= LARGE) found.add(buffer);
  } else if (Array.isArray(value) || isPlain(value)) {
    for (const part of Object.values(value)) largeBuffers(part, found);
  }
  return [...found];
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

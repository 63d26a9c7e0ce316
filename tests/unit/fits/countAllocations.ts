/**
 * Counts the memory that code allocates with the constructors of buffers and typed arrays, with `Array.from`, and
 * when it reads blobs. To be imported before that code, which may keep a constructor for itself.
 */
const CONSTRUCTORS = [
  'ArrayBuffer',
  'Uint8Array',
  'Int8Array',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'BigInt64Array',
  'BigUint64Array',
  'Float32Array',
  'Float64Array'
] as const;

/** Bytes allocated since the last `resetAllocations`: at least as much as was held at any time. */
export const allocated = { bytes: 0 };

for (const name of CONSTRUCTORS) {
  const original = globalThis[name];
  const itemBytes = 'BYTES_PER_ELEMENT' in original ? original.BYTES_PER_ELEMENT : 1;
  const counting = new Proxy(original, {
    construct(target, args: [unknown], newTarget) {
      const length = typeof args[0] === 'number' ? args[0] : lengthOf(args[0]);
      allocated.bytes += itemBytes * length;
      return Reflect.construct(target, args, newTarget) as object;
    }
  });
  Object.assign(globalThis, { [name]: counting });
}

/** Bytes of what is copied; a view of a buffer is not. */
const lengthOf = (source: unknown): number =>
  source instanceof ArrayBuffer ? 0 : ((source as { readonly length?: number } | undefined)?.length ?? 0);

const { from } = Array;
Array.from = ((source: { length?: number }, ...more: []) => {
  allocated.bytes += 8 * (source.length ?? 0);
  return from(source as ArrayLike<unknown>, ...more);
}) as typeof from;

const { arrayBuffer } = Blob.prototype;
Blob.prototype.arrayBuffer = function (this: Blob) {
  allocated.bytes += this.size;
  return arrayBuffer.call(this);
};

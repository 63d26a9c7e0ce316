/** Packs bytes as the Unix program compress does, in blocks that begin anew when the table of codes is full. */
export function packCompress(bytes: Uint8Array, maxBits: number): Uint8Array<ArrayBuffer> {
  const packed: number[] = [0x1f, 0x9d, 0x80 | maxBits];
  let width = 9;
  let bits: number[] = [];
  const flush = (isWhole: boolean): void => {
    const length = isWhole ? 8 * width * Math.ceil(bits.length / (8 * width)) : bits.length;
    for (let bit = 0; bit < length; bit += 8)
      packed.push(bits.slice(bit, bit + 8).reduce((byte, one, i) => byte | (one << i), 0));
    bits = [];
  };
  const put = (code: number): void => {
    for (let bit = 0; bit < width; bit++) bits.push((code >> bit) & 1);
    if (bits.length === 8 * width) flush(true);
  };
  const change = (to: number): void => {
    flush(true);
    width = to;
  };
  let table = new Map<string, number>();
  let next = 257;
  let prefix = -1;
  for (const byte of bytes) {
    const longer = prefix < 0 ? byte : table.get(`${prefix} ${byte}`);
    if (longer !== undefined) {
      prefix = longer;
      continue;
    }
    put(prefix);
    if (next < 2 ** maxBits) {
      table.set(`${prefix} ${byte}`, next++);
      if (next > 2 ** width && width < maxBits) change(width + 1);
    } else {
      put(256);
      change(9);
      table = new Map();
      next = 257;
    }
    prefix = byte;
  }
  if (prefix >= 0) put(prefix);
  flush(false);
  return Uint8Array.from(packed);
}

/** Makes FITS files from raw cards and data, legal or not. Cards are padded to 80 characters. */
export interface HduToBuild {
  readonly cards: readonly string[];
  readonly data?: Uint8Array;
}

const padded = (length: number): number => Math.ceil(length / 2880) * 2880;

export function buildFits(...hdus: readonly HduToBuild[]): Uint8Array<ArrayBuffer> {
  const parts = hdus.flatMap(({ cards, data = new Uint8Array() }) => {
    const text = [...cards, 'END'].map((card) => card.padEnd(80)).join('');
    const body = new Uint8Array(padded(data.length));
    body.set(data);
    return [Buffer.from(text.padEnd(padded(text.length)), 'latin1'), body];
  });
  return Uint8Array.from(Buffer.concat(parts));
}

/** The mandatory cards of a primary HDU with an image, followed by others. */
export function imageCards(bitpix: number, axes: readonly number[], ...more: readonly string[]): string[] {
  const sizes = axes.map((length, axis) => `NAXIS${axis + 1}  = ${length}`);
  return ['SIMPLE  = T', `BITPIX  = ${bitpix}`, `NAXIS   = ${axes.length}`, ...sizes, ...more];
}

/** The same for an extension. */
export function extensionCards(
  bitpix: number,
  axes: readonly number[],
  ...more: readonly string[]
): string[] {
  const [, ...rest] = imageCards(bitpix, axes);
  return ["XTENSION= 'IMAGE   '", ...rest, 'PCOUNT  = 0', 'GCOUNT  = 1', ...more];
}

/** Big-endian pixels as a FITS file stores them. */
export function storedPixels(bitpix: number, values: readonly (number | bigint)[]): Uint8Array {
  const view = new DataView(new ArrayBuffer((values.length * Math.abs(bitpix)) / 8));
  for (const [i, value] of values.entries())
    if (bitpix === 8) view.setUint8(i, Number(value));
    else if (bitpix === 16) view.setInt16(2 * i, Number(value));
    else if (bitpix === 32) view.setInt32(4 * i, Number(value));
    else if (bitpix === 64) view.setBigInt64(8 * i, BigInt(value));
    else if (bitpix === -32) view.setFloat32(4 * i, Number(value));
    else view.setFloat64(8 * i, Number(value));
  return new Uint8Array(view.buffer);
}

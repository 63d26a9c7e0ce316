import { PNG_COLOUR_TYPE, PNG_SIGNATURE, pngChunk, pngHeader } from './pngChunk';

export interface ColourPngSettings {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 8 | 16;
  /** What programs show about the file: keyword -> text. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** The largest side a PNG file can have. */
const MAX_SIDE = 2 ** 31 - 1;
/** The filter of every row: each pixel is written as its difference from the one on its left. This compresses better. */
const SUB_FILTER = 1;
/** Compressed data become a Blob whenever there are this many. */
const PART_BYTES = 2 ** 20;

/**
 * A colour PNG file, made strip by strip. Source: PNG specification, third edition (W3C, 2025).
 * @param strips red, green and blue of each pixel, from 0 to 1, NaN being black: whole rows, from the top of the
 * picture on
 * @throws RangeError if a PNG cannot have this size, the strips are not `height` rows of `width` pixels, or a keyword is
 * not legal
 */
export async function colourPng(
  strips: AsyncIterable<Float32Array>,
  { width, height, bitDepth, texts = {} }: ColourPngSettings
): Promise<Blob> {
  if (![width, height].every((side) => Number.isInteger(side) && side > 0 && side <= MAX_SIDE))
    throw new RangeError(`A PNG cannot have ${width} x ${height} pixels`);
  const parts: Blob[] = [];
  for await (const data of deflated(encodedRows(strips, width, height, bitDepth)))
    parts.push(new Blob([pngChunk('IDAT', data)]));
  return new Blob(
    [
      PNG_SIGNATURE,
      pngHeader({ width, height }, bitDepth, PNG_COLOUR_TYPE.rgb),
      ...Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text)),
      ...parts,
      pngChunk('IEND', new Uint8Array(0))
    ],
    { type: 'image/png' }
  );
}

/** Section 11.3.3.4, iTXt: not compressed, without a language, UTF-8. */
function textChunk(keyword: string, text: string): Uint8Array<ArrayBuffer> {
  if (!/^[!-~]([ -~]{0,77}[!-~])?$/.test(keyword))
    throw new RangeError(`'${keyword}' is not a keyword of a PNG`);
  return pngChunk('iTXt', new TextEncoder().encode(`${keyword}\0\0\0\0\0${text.replaceAll('\0', '')}`));
}

async function* encodedRows(
  strips: AsyncIterable<Float32Array>,
  width: number,
  height: number,
  bitDepth: 8 | 16
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let rows = 0;
  for await (const strip of strips) {
    const count = strip.length / (3 * width);
    rows += count;
    if (!Number.isInteger(count) || rows > height) break;
    yield filteredRows(strip, 3 * width, bitDepth);
  }
  if (rows !== height) throw new RangeError(`${rows} rows of pixels where the picture has ${height}`);
}

function filteredRows(strip: Float32Array, samples: number, bitDepth: 8 | 16): Uint8Array<ArrayBuffer> {
  const white = 2 ** bitDepth - 1;
  const pixelBytes = (3 * bitDepth) / 8;
  const rowBytes = (samples * bitDepth) / 8;
  const filtered = new Uint8Array((strip.length / samples) * (1 + rowBytes));
  // The filter takes the pixel before the first of a row as black.
  const row = new Uint8Array(pixelBytes + rowBytes);
  for (let i = 0, out = 0; i < strip.length;) {
    for (let at = pixelBytes; at < row.length; i++) {
      const level = Math.round(white * Math.min(1, Math.max(0, strip[i] || 0)));
      if (bitDepth === 16) row[at++] = level >> 8;
      row[at++] = level;
    }
    filtered[out++] = SUB_FILTER;
    for (let k = 0; k < rowBytes; k++) filtered[out++] = row[pixelBytes + k]! - row[k]!;
  }
  return filtered;
}

/** All parts compressed into one zlib stream, in parts again. */
async function* deflated(
  parts: AsyncIterable<Uint8Array<ArrayBuffer>>
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new CompressionStream('deflate');
  const writer = writable.getWriter();
  const writing = (async () => {
    for await (const part of parts) await writer.write(part);
    await writer.close();
  })();
  writing.catch((error: unknown) => writer.abort(error));
  const reader = readable.getReader();
  let pending: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (value) {
      pending.push(value);
      bytes += value.length;
    }
    if (done || bytes > PART_BYTES) {
      yield new Uint8Array(await new Blob(pending).arrayBuffer());
      pending = [];
      bytes = 0;
    }
    if (done) break;
  }
  await writing;
}

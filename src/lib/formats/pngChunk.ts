import { crc32 } from '../fits/file/crc32';

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Values of IHDR's colour type. */
export const PNG_COLOUR_TYPE = { grey: 0, rgb: 2 } as const;

/** A chunk of a PNG file: length, type, content, and a checksum of the latter two. */
export function pngChunk(type: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(content, 8);
  view.setUint32(content.length + 8, crc32(bytes.subarray(4, content.length + 8)));
  return bytes;
}

/** IHDR: not interlaced; of compression and filter methods there is only one each. */
export function pngHeader(
  { width, height }: { readonly width: number; readonly height: number },
  bitDepth: 8 | 16,
  colourType: number
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([bitDepth, colourType], 8);
  return pngChunk('IHDR', header);
}

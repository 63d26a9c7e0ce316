import { zlibSync } from 'fflate';
import type { GreyImage } from '../domain/image/GreyImage';
import { PNG_COLOUR_TYPE, PNG_SIGNATURE, pngChunk, pngHeader } from './pngChunk';

/** A PNG file of 8-bit grey. Source: PNG specification, third edition (W3C, 2025). */
export function encodePng({ data, width, height }: GreyImage): Uint8Array<ArrayBuffer> {
  // Each row begins with the number of its filter: 0, none.
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);

  return concatenate([
    PNG_SIGNATURE,
    pngHeader({ width, height }, 8, PNG_COLOUR_TYPE.grey),
    pngChunk('IDAT', zlibSync(rows)),
    pngChunk('IEND', new Uint8Array(0))
  ]);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

import type { Section } from '../../domain/image/Section';
import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';

/**
 * Part of an image as given by BIASSEC, TRIMSEC or DATASEC: `[x1:x2,y1:y2]`, counted from 1, both ends included; `*` is
 * a whole axis. Ends in reverse order, which mean a mirrored part, are swapped.
 * @returns null if there is no such card, or it is empty
 * @throws FitsError if it is not of that form, or not within the image
 *
 * Source: the IRAF convention, NOAO image header keywords (Valdes 1998).
 */
export function section(
  header: FitsHeader,
  keyword: string,
  { width, height }: { readonly width: number; readonly height: number }
): Section | null {
  const text = header.string(keyword)?.replaceAll(' ', '');
  if (!text) return null;
  const [, x, y] = /^\[([^,]+),([^,]+)\]$/.exec(text) ?? [];
  const columns = axisRange(x, width);
  const rows = axisRange(y, height);
  if (columns && rows) return { x0: columns[0], x1: columns[1], y0: rows[0], y1: rows[1] };
  throw new FitsError(
    `${keyword} is ${text}, which is not a section [x1:x2,y1:y2] of an image of ${width} x ${height} pixels.`
  );
}

function axisRange(text: string | undefined, length: number): [start: number, end: number] | null {
  if (text === '*') return [0, length];
  const [, from, to = from] = /^(\d+)(?::(\d+))?$/.exec(text ?? '') ?? [];
  const first = Math.min(Number(from), Number(to));
  const last = Math.max(Number(from), Number(to));
  return first >= 1 && last <= length ? [first - 1, last] : null;
}

import { createHash } from 'node:crypto';
import type { ColumnData } from '../../../src/lib/fits/tables/ColumnData';
import type { HeaderValue } from '../../../src/lib/fits/file/headerCard';

/** Texts and hashes as conformance.py makes them. */
export const digest = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex').slice(0, 16);

function realText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
}

/** @param isReal whether the card is written as a real number: 1.0 and 1 are the same to JavaScript */
export function headerValueText(value: HeaderValue, isReal: boolean): string {
  if (value === null) return '-';
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'object') return `${realText(value.re)}:${realText(value.im)}`;
  if (typeof value === 'number' && isReal) return realText(value);
  return String(value);
}

/** The cells of a column, a line for each row. */
export function columnText(data: ColumnData): string {
  const cells = Array.from({ length: data.starts.length - 1 }, (_, row) => {
    const values: string[] = [];
    for (let i = data.starts[row]!; i < data.starts[row + 1]!; i++) values.push(cellValueText(data, i));
    return values.join(',');
  });
  return cells.join('\n');
}

function cellValueText(data: ColumnData, i: number): string {
  if (data.isNull?.[i]) return '-';
  switch (data.kind) {
    case 'logical':
      return data.column.type === 'L' ? (data.values[i] ? 'T' : 'F') : String(data.values[i]);
    case 'complex':
      return `${realText(data.values[2 * i]!)}:${realText(data.values[2 * i + 1]!)}`;
    case 'number': {
      const isReal = data.values instanceof Float32Array || data.values instanceof Float64Array;
      return isReal ? realText(data.values[i]!) : String(data.values[i]);
    }
    default:
      return String(data.values[i]);
  }
}

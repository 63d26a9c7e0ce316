import { mayBeThousands } from '../domain/units/mayBeThousands';
import { parseDecimal } from '../domain/units/parseDecimal';
import type { DelimitedTable } from './delimitedTable';

const WITH_POINT = /^[<>]?\s*[-+]?\d*\.\d+$/;

/**
 * Reads the numbers of a table as `parseDecimal` does, but `1,234` is none (NaN) where other numbers of the table have
 * decimal points: there it is rather one of thousands.
 */
export function decimalReader({ rows }: DelimitedTable): (cell: string) => number {
  let usesPoints: boolean | undefined;
  return (cell) => {
    if (mayBeThousands(cell.trim()))
      if ((usesPoints ??= rows.some((row) => row.some((other) => WITH_POINT.test(other))))) return Number.NaN;
    return parseDecimal(cell);
  };
}

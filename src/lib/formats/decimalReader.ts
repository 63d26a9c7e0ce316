import { mayBeThousands } from '../domain/units/mayBeThousands';
import { parseDecimal } from '../domain/units/parseDecimal';
import type { DelimitedTable } from './delimitedTable';

const WITH_POINT = /^[<>]?\s*[-+]?\d*\.\d+$/;

/** Whether numbers of a table have decimal points. */
export const usesPoints = ({ rows }: DelimitedTable): boolean =>
  rows.some((row) => row.some((cell) => WITH_POINT.test(cell)));

/**
 * Reads the numbers of a table as `parseDecimal` does, but `1,234` is none (NaN) where other numbers of the table have
 * decimal points: there it is rather one of thousands.
 */
export const decimalReader =
  (hasPoints: boolean) =>
  (cell: string): number =>
    hasPoints && mayBeThousands(cell.trim()) ? Number.NaN : parseDecimal(cell);

import { type DelimitedTable, QuotesError, tableLayout, tablePart, type TableLayout } from './delimitedTable';
import { usesPoints } from './decimalReader';
import { linesOfFile, type TextForm } from './linesOfFile';

/** What is known of a table only when all of it has been read. */
export interface TableForm extends TextForm {
  /** Whether numbers have decimal points. */
  readonly hasPoints: boolean;
}

/**
 * Reads a table as `delimitedTable` does, some rows at a time. Settings and names are those of the first part.
 * @throws RangeError if it is no table
 * @throws QuotesError
 * @throws UnreadableBlobError
 */
export async function* tableParts(
  file: Blob,
  form: TextForm,
  onread?: (bytes: number) => void
): AsyncGenerator<DelimitedTable> {
  let layout: TableLayout | undefined;
  let line = 1;
  for await (const lines of linesOfFile(file, form, onread)) {
    const isFirst = layout === undefined;
    layout ??= tableLayout(lines, form.hasQuotes);
    yield tablePart(lines, line, layout, form.hasQuotes, isFirst);
    line += lines.length;
  }
  if (!layout) throw new RangeError('Empty table or invalid file type');
}

/**
 * Finds out how a table is to be read, by reading all of it.
 * @throws RangeError if it is no table
 * @throws UnreadableBlobError
 */
export async function tableForm(file: Blob, onread?: (bytes: number) => void): Promise<TableForm> {
  for (const encoding of ['utf-8', 'windows-1252'] as const)
    for (const hasQuotes of [true, false])
      try {
        let hasPoints = false;
        for await (const part of tableParts(file, { encoding, hasQuotes }, onread))
          hasPoints ||= usesPoints(part);
        return { encoding, hasQuotes, hasPoints };
      } catch (error) {
        if (error instanceof QuotesError) continue;
        if (error instanceof TypeError) break;
        throw error;
      }
  throw new RangeError('Empty table or invalid file type');
}

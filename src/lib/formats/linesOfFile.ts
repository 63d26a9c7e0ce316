import { BlobStream } from '../fits/file/BlobStream';
import { isComment, LINE_BREAK } from './delimitedTable';

const PIECE_BYTES = 2 ** 20;
/** More than any line, or quoted text, of a table has. */
const MAX_PIECES_OF_ROW = 16;

/** How the bytes of a table are to be taken: as UTF-8 or, if they are not, as old Western programs write. */
export interface TextForm {
  readonly encoding: 'utf-8' | 'windows-1252';
  /** Whether a line break between quotes does not end a row. */
  readonly hasQuotes: boolean;
}

/**
 * The lines of a text file, a megabyte at a time, and never half a row.
 * @param onread called with the number of bytes that have been read since
 * @throws TypeError if it is not UTF-8 though it should be
 * @throws RangeError if it is no table
 * @throws UnreadableBlobError
 */
export async function* linesOfFile(
  file: Blob,
  { encoding, hasQuotes }: TextForm,
  onread: (bytes: number) => void = () => undefined
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  const stream = new BlobStream(file);
  let lines: string[] = [];
  let rest = '';
  let pieces = 0;
  try {
    for (let left = file.size; left > 0;) {
      const length = Math.min(left, PIECE_BYTES);
      left -= length;
      const text = rest + decoder.decode(await stream.next(length), { stream: left > 0 });
      onread(length);
      const end = left > 0 ? lastLineStart(text) : text.length;
      rest = text.slice(end);
      const found = text.slice(0, end).split(LINE_BREAK);
      if (left > 0) found.pop();
      lines = lines.length === 0 ? found : [...lines, ...found];
      const whole = left > 0 && hasQuotes ? lastRowEnd(lines) : lines.length;
      if (whole === 0 && ++pieces > MAX_PIECES_OF_ROW)
        throw new RangeError('Empty table or invalid file type');
      if (whole === 0) continue;
      yield lines.slice(0, whole);
      lines = lines.slice(whole);
      pieces = 0;
    }
  } finally {
    stream.end();
  }
}

/** A carriage return at the very end may be half a line break. */
function lastLineStart(text: string): number {
  let end = text.length - (text.endsWith('\r') ? 1 : 0);
  while (end > 0 && text[end - 1] !== '\n' && text[end - 1] !== '\r') end--;
  return end;
}

/** After the last line at whose end no quote is open. */
function lastRowEnd(lines: readonly string[]): number {
  let isOpen = false;
  let end = 0;
  for (const [index, line] of lines.entries()) {
    if (line.includes('"') && !isComment(line)) isOpen = (line.split('"').length % 2 === 0) !== isOpen;
    if (!isOpen) end = index + 1;
  }
  return end;
}

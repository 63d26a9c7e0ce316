import { mayBeThousands } from './mayBeThousands';
import { parseDecimal } from './parseDecimal';

/**
 * A number that somebody typed, with a decimal point or comma.
 * @param complaint what is said if it is none
 * @throws RangeError a sentence for the user, also if it is one with a point for the comma and another without
 */
export function readNumber(text: string, complaint = `'${text.trim()}' is not a number`): number {
  const value = parseDecimal(text);
  if (Number.isNaN(value)) throw new RangeError(complaint);
  const typed = text.trim();
  if (mayBeThousands(typed))
    throw new RangeError(
      `'${typed}' can be ${typed.replace(',', '.')} or ${typed.replace(',', '')}: write one of these`
    );
  return value;
}

import type { FitsHeader } from './FitsHeader';
import type { HeaderCard } from './headerCard';

/** The value of a card as text, even if its quotes were forgotten; empty if there is none. */
export function cardText(header: FitsHeader, keyword: string): string {
  const card = header.card(keyword);
  if (!card) return '';
  const { value } = card;
  if (value === undefined) return unquotedText(card);
  return value === null || typeof value === 'object' ? '' : String(value).trim();
}

/** The text in place of a value that cannot be understood: some cameras write `FILTER = R`. */
export const unquotedText = ({ raw }: HeaderCard): string => raw.slice(9).split(' /')[0]!.trim();

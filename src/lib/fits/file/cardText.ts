import type { FitsHeader } from './FitsHeader';

/** The value of a card as text, even where its quotes were forgotten; empty if there is none. */
export function cardText(header: FitsHeader, keyword: string): string {
  if (!header.has(keyword)) return '';
  const value = header.get(keyword);
  if (value !== undefined) return value === null || typeof value === 'object' ? '' : String(value).trim();
  const raw = header.cards.find((card) => card.keyword === keyword)?.raw ?? '';
  return raw.slice(10).split(' /')[0]!.trim();
}

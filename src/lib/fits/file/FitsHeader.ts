import { parseContinueCard, parseHeaderCard, type HeaderCard, type HeaderValue } from './headerCard';
import { isEndCard } from './isEndCard';

const CARD_LENGTH = 80;

/**
 * The header of one HDU. Every card is kept as it is in the file; of repeated keywords the first counts. Keywords are
 * looked up in any case, those of HIERARCH cards without that word.
 */
export class FitsHeader {
  /** All cards before END, in the order of the file. */
  readonly cards: readonly HeaderCard[];
  readonly #byKeyword = new Map<string, HeaderCard>();

  /** @param bytes whole cards, from the first up to and including END */
  constructor(bytes: Uint8Array) {
    this.cards = joinContinued(parseCards(bytes));
    for (const card of this.cards)
      if (!this.#byKeyword.has(card.keyword)) this.#byKeyword.set(card.keyword, card);
  }

  card(keyword: string): HeaderCard | undefined {
    return this.#byKeyword.get(keyword.toUpperCase());
  }

  has(keyword: string): boolean {
    return this.#byKeyword.has(keyword.toUpperCase());
  }

  /** `null`: the value is undefined in the file. `undefined`: no such card, or one without a legal value. */
  get(keyword: string): HeaderValue | undefined {
    return this.card(keyword)?.value;
  }

  string(keyword: string): string | null {
    const value = this.get(keyword);
    return typeof value === 'string' ? value : null;
  }

  /** Integers beyond 2^53 are rounded. Text that looks like a number does not count. */
  number(keyword: string): number | null {
    const value = this.get(keyword);
    return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : null;
  }

  boolean(keyword: string): boolean | null {
    const value = this.get(keyword);
    return typeof value === 'boolean' ? value : null;
  }

  comment(keyword: string): string | null {
    return this.card(keyword)?.comment ?? null;
  }
}

function parseCards(bytes: Uint8Array): HeaderCard[] {
  const cards: HeaderCard[] = [];
  for (let start = 0; start + CARD_LENGTH <= bytes.length; start += CARD_LENGTH) {
    const raw = String.fromCharCode(...bytes.subarray(start, start + CARD_LENGTH));
    if (isEndCard(raw)) break;
    cards.push(parseHeaderCard(raw));
  }
  return cards;
}

/**
 * Joins long strings: one that ends in `&` continues in the CONTINUE cards after it (FITS 4.0, section 4.2.1.2). In parts,
 * joined once: a chain may have as many cards as a header.
 */
function joinContinued(cards: readonly HeaderCard[]): HeaderCard[] {
  return cards.map((card, index) => {
    if (typeof card.value !== 'string') return card;
    const values: string[] = [];
    const comments = [card.comment];
    let last = card.value;
    for (const { raw } of following(cards, index)) {
      const more = last.endsWith('&') ? parseContinueCard(raw) : null;
      if (!more) break;
      values.push(last.slice(0, -1));
      comments.push(more.comment);
      last = more.value;
    }
    if (values.length === 0) return card;
    return { ...card, value: values.join('') + last, comment: comments.filter(Boolean).join(' ') };
  });
}

function* following(cards: readonly HeaderCard[], index: number): Generator<HeaderCard> {
  for (let next = index + 1; next < cards.length; next++) yield cards[next]!;
}

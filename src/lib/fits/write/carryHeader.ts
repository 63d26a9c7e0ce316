import type { FitsHeader } from '../file/FitsHeader';
import { formatCard, type Card } from '../file/formatCard';
import type { HeaderCard } from '../file/headerCard';
import { legalCard } from './legalCard';

/** Keywords that follow from the data, from how they are compressed, or from the columns of a table. */
const FOLLOWS_FROM_DATA = new RegExp(
  `^(${[
    'SIMPLE|XTENSION|BITPIX|NAXIS\\d*|PCOUNT|GCOUNT|EXTEND|GROUPS|BLOCKED|BSCALE|BZERO|BLANK',
    'CHECKSUM|DATASUM|END|P(TYPE|SCAL|ZERO)\\d+',
    'TFIELDS|THEAP|T(TYPE|FORM|UNIT|SCAL|ZERO|NULL|DISP|DIM|BCOL|[DL]M(IN|AX)|C(TYP|UNI|RVL|RPX|DLT))\\d+',
    'Z(SIMPLE|TENSION|BITPIX|NAXIS\\d*|PCOUNT|GCOUNT|EXTEND|BLOCKED|HECKSUM|DATASUM|IMAGE|TABLE|CMPTYPE)',
    'Z(TILE\\d+|TILELEN|NAME\\d+|VAL\\d+|MASKCMP|QUANTIZ|DITHER0|BLANK|SCALE|ZERO|THEAP|FORM\\d+|CTYP\\d+)'
  ].join('|')})$`
);
const COMMENTARY = new Set(['HISTORY', 'COMMENT']);
/** Keywords that may be repeated: each card has a part of a record (WCS paper IV, section 3). */
const RECORDS = /^D(?:[PQ]|2IM)\d+[A-Z]?$/;

/**
 * The text of a header apart from what follows from the data: the cards of another header just as they are there, or
 * in a legal form if they are not legal, but `cards` replace those of the same keyword or, if there are none, are
 * appended. HISTORY and COMMENT are always appended. Of repeated keywords the first counts, and the others become
 * comments. Left out are the cards that follow from the data, DATAMIN, DATAMAX, the name of a compressed image, and
 * those of `without` that `cards` do not replace. Bytes that are not ASCII become `?`.
 * @param without keywords that do not hold for what is written
 * @throws RangeError if a card cannot be written, is given twice, or follows from the data
 */
export function carryHeader(
  header: FitsHeader | undefined,
  cards: readonly Card[],
  without?: RegExp
): string {
  const replacements = replacingCards(cards);
  const carried = header ? carriedCards(header, replacements, without) : [];
  const added = cards.filter(([keyword]) => COMMENTARY.has(keyword) || !header?.has(keyword));
  const text = carried.join('') + added.map(formatCard).join('');
  const isLong = /^(.{80})*CONTINUE  '/.test(text) && !/^(.{80})*LONGSTRN=/.test(text);
  return isLong ? formatCard(['LONGSTRN', 'OGIP 1.0', 'long strings go on in CONTINUE']) + text : text;
}

function replacingCards(cards: readonly Card[]): Map<string, string> {
  const replacements = new Map<string, string>();
  for (const card of cards) {
    const [keyword] = card;
    if (FOLLOWS_FROM_DATA.test(keyword)) throw new RangeError(`The card ${keyword} follows from the data.`);
    if (replacements.has(keyword)) throw new RangeError(`The card ${keyword} is given twice.`);
    if (!COMMENTARY.has(keyword)) replacements.set(keyword, formatCard(card));
  }
  return replacements;
}

function carriedCards(
  header: FitsHeader,
  replacements: Map<string, string>,
  without: RegExp | undefined
): string[] {
  const carried: string[] = [];
  let isKept = true;
  for (const card of header.cards) {
    const replacement = replacements.get(card.keyword);
    // A string and the CONTINUE cards after it stay or go together.
    if (card.keyword !== 'CONTINUE')
      isKept = replacement === undefined && !without?.test(card.keyword) && isWorthKeeping(card);
    const isRepeated =
      card.raw[8] === '=' && header.card(card.keyword) !== card && !RECORDS.test(card.keyword);
    if (isKept) carried.push(isRepeated ? commentOf(card) : carriedCard(card, header));
    if (replacement === undefined) continue;
    carried.push(replacement);
    replacements.set(card.keyword, '');
  }
  return carried;
}

/** EPOCH, of old files, is what is EQUINOX now (FITS 4.0, section 8.3), and says nothing beside that. */
function carriedCard(card: HeaderCard, header: FitsHeader): string {
  if (card.keyword !== 'EPOCH') return legalCard(card);
  if (header.has('EQUINOX')) return commentOf(card);
  return legalCard({ ...card, keyword: 'EQUINOX', raw: card.raw.replace('EPOCH  ', 'EQUINOX') });
}

const commentOf = ({ raw }: HeaderCard): string => formatCard(['COMMENT', raw.trimEnd()]);

const isWorthKeeping = ({ keyword, value }: HeaderCard): boolean =>
  !FOLLOWS_FROM_DATA.test(keyword) &&
  keyword !== 'DATAMIN' &&
  keyword !== 'DATAMAX' &&
  !(keyword === 'EXTNAME' && value === 'COMPRESSED_IMAGE');

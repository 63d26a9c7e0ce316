import type { Image } from '../../domain/image/Image';
import type { Card } from '../../fits/file/formatCard';
import { writeFits } from '../../fits/write/writeFits';
import { correctedCards } from '../../frames/correctedCards';
import { movedMosaic } from '../../frames/declaredMosaic';
import type { Frame } from '../../frames/Frame';

/**
 * A FITS file of an image made from a frame. The header is carried over, with pixel positions shifted by the trimming, and
 * what its user corrected. A frame that is an extension stays one, after the header of its primary HDU.
 */
export function frameFile(frame: Frame, { data, width, height }: Image, cards: readonly Card[]): Blob {
  const { hdus, hdu, header } = frame;
  const corrected = correctedCards(frame);
  const { length } = corrected.without;
  const left = length > 0 ? { without: new RegExp(`^(${corrected.without.join('|')})$`) } : {};
  const all = [...overridden([...trimCards(frame), ...corrected.cards], cards), ...cards];
  const image = { data, axes: [width, height], header, cards: all, ...left };
  return hdu.index === 0 ? writeFits(image) : writeFits({ header: hdus[0]!.header, ...left }, image);
}

/** Of each keyword the last card, and none that others have. */
function overridden(cards: readonly Card[], by: readonly Card[]): Card[] {
  const others = new Set(by.map(([keyword]) => keyword));
  const last = new Map(cards.map((card) => [card[0], card]));
  return [...last.values()].filter(([keyword]) => !others.has(keyword));
}

function trimCards({ header, height, sections: { overscan, trim, trimmed } }: Frame): Card[] {
  const cards = new Map<string, Card>();
  if (overscan) cards.set('BIASSEC', ['BIASSEC', '', 'overscan subtracted']);
  if (!trim) return [...cards.values()];
  for (const card of movedMosaic(header, trim, height)) cards.set(card[0], card);
  const whole = `[1:${trimmed.width},1:${trimmed.height}]`;
  cards.set('BIASSEC', ['BIASSEC', '', 'trimmed']);
  cards.set('TRIMSEC', ['TRIMSEC', whole, 'trimmed']);
  if (header.has('DATASEC')) cards.set('DATASEC', ['DATASEC', whole]);
  for (const { keyword } of header.cards) {
    const [, axis] = /^(?:CRPIX|LTV)([12])[A-Z]?$/.exec(keyword) ?? [];
    const value = header.number(keyword);
    if (!axis || value === null) continue;
    const moved = value - (axis === '1' ? trim.x0 : trim.y0);
    cards.set(keyword, [keyword, moved, header.comment(keyword) ?? '']);
  }
  return [...cards.values()];
}

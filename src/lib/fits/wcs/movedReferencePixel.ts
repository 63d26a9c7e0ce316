import type { FitsHeader } from '../file/FitsHeader';
import type { Card } from '../file/formatCard';

/**
 * The cards that change where an image is cropped to begin at its pixel (`left`, `top`): CRPIX of all world coordinates,
 * and LTV of IRAF's physical ones.
 */
export function movedReferencePixel(
  header: FitsHeader,
  { left, top }: { readonly left: number; readonly top: number }
): Card[] {
  const keywords = new Set(header.cards.map(({ keyword }) => keyword));
  return [...keywords].flatMap((keyword): Card[] => {
    const axis = /^(?:CRPIX|LTV)([12])[A-Z]?$/.exec(keyword)?.[1];
    const value = axis ? header.number(keyword) : null;
    return value === null ? [] : [[keyword, value - (axis === '1' ? left : top)]];
  });
}

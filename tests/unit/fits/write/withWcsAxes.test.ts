import { expect, it } from 'vitest';
import { type Card, formatCard } from '../../../../src/lib/fits/file/formatCard';
import { withWcsAxes } from '../../../../src/lib/fits/write/withWcsAxes';

const text = (cards: readonly Card[]): string => cards.map(formatCard).join('');
const OBJECT: Card = ['OBJECT', 'M 42'];
const FRAME: readonly Card[] = [
  ['CTYPE1', 'RA---TAN'],
  ['CRPIX2', 3]
];
const SECOND: readonly Card[] = [
  ['CTYPE1B', 'LINEAR'],
  ['CD3_2B', 1]
];

it.each<[string, readonly Card[], number, readonly Card[]]>([
  ['as many axes as the data', [OBJECT, ...FRAME], 2, [OBJECT, ...FRAME]],
  ['fewer axes than the data', [OBJECT, ...FRAME], 3, [OBJECT, ...FRAME]],
  ['more axes than the data', [OBJECT, ...FRAME], 0, [OBJECT, ['WCSAXES', 2], ...FRAME]],
  ['no coordinates', [OBJECT], 0, [OBJECT]],
  ['the number after them', [...FRAME, OBJECT, ['WCSAXES', 2]], 2, [['WCSAXES', 2], ...FRAME, OBJECT]],
  ['a number that is too small', [['WCSAXES', 1], ...FRAME], 2, [['WCSAXES', 2], ...FRAME]],
  ['more axes than are named', [['WCSAXES', 4], ...FRAME], 2, [['WCSAXES', 4], ...FRAME]],
  [
    'two versions, of which one has more axes than the data',
    [...FRAME, ...SECOND],
    2,
    [...FRAME, ['WCSAXESB', 3], ...SECOND]
  ]
])('of coordinates with %s', (_, cards, axes, expected) => {
  expect(withWcsAxes(text(cards), axes)).toBe(text(expected));
});

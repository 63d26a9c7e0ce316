import { expect, it } from 'vitest';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { declaredMosaic } from '../../../src/lib/frames/declaredMosaic';

const SAYS_NOTHING = { filter: null, mosaic: null };

async function declared(
  cards: readonly Card[],
  { height = 4, planes = 1, said = SAYS_NOTHING as Parameters<typeof declaredMosaic>[1] } = {}
) {
  const file = await openFits(writeFits({ data: new Uint16Array(1), axes: [1, 1], cards }));
  return declaredMosaic(file.hdus[0]!.header, said, { width: 6, height, planes })?.pattern ?? null;
}

it.each<[Card, string | null]>([
  [['BAYERPAT', 'RGGB'], 'RGGB'],
  [['BAYERPAT', ' gbrg '], 'GBRG'],
  [['BAYRPAT', 'BGGR'], 'BGGR'],
  [['COLORTYP', 'GRBG'], 'GRBG'],
  [['CFAIMAGE', 'GRBG'], 'GRBG'],
  [['BAYERPAT', 'BayerRG16'], 'RGGB'],
  [['BAYERPAT', 'BAYER_GB'], 'GBRG'],
  [['BAYERPAT', 'BAYER_BGGR8'], 'BGGR'],
  [['FILTER', 'RGGB'], 'RGGB'],
  [['FILTER', 'RG'], null],
  [['COLORTYP', 'MONO'], null],
  [['BAYERPAT', 'NONE'], null],
  [['BAYERPAT', 'RRGB'], null],
  [['BAYERPAT', ''], null]
])('%j is %s', async (card, pattern) => {
  expect(await declared([card])).toBe(pattern);
});

it('begins where the offsets say', async () => {
  const at = (x: number, y: number) =>
    declared([
      ['BAYERPAT', 'RGGB'],
      ['XBAYROFF', x],
      ['YBAYROFF', y]
    ]);
  expect([await at(0, 0), await at(1, 0), await at(0, 1), await at(-1, 3)]).toEqual([
    'RGGB',
    'GRBG',
    'GBRG',
    'BGGR'
  ]);
});

it('is turned where rows are stored from the bottom up, unless their number is odd', async () => {
  const cards: Card[] = [
    ['BAYERPAT', 'RGGB'],
    ['ROWORDER', 'BOTTOM-UP']
  ];
  expect(await declared(cards)).toBe('GBRG');
  expect(await declared(cards, { height: 5 })).toBe('RGGB');
  expect(await declared([...cards, ['YBAYROFF', 1]])).toBe('RGGB');
  expect(
    await declared([
      ['BAYERPAT', 'RGGB'],
      ['ROWORDER', 'TOP-DOWN']
    ])
  ).toBe('RGGB');
});

it('is what the user says, of the pixels as they are stored', async () => {
  const cards: Card[] = [
    ['BAYERPAT', 'RGGB'],
    ['ROWORDER', 'BOTTOM-UP']
  ];
  expect(await declared(cards, { said: { filter: null, mosaic: 'BGGR' } })).toBe('BGGR');
  expect(await declared(cards, { said: { filter: null, mosaic: 'none' } })).toBeNull();
  expect(await declared([], { said: { filter: 'GRBG', mosaic: null } })).toBe('GRBG');
});

it('is none of a cube, whatever card is left over', async () => {
  expect(await declared([['BAYERPAT', 'RGGB']], { planes: 3 })).toBeNull();
});

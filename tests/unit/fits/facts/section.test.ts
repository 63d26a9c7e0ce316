import { expect, it } from 'vitest';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { section } from '../../../../src/lib/fits/facts/section';
import { buildFits, imageCards, storedPixels } from '../buildFits';

const SIZE = { width: 100, height: 50 };

async function parse(value: string) {
  const cards = imageCards(8, [1, 1], `BIASSEC = '${value}'`);
  const { hdus } = await openFits(new Blob([buildFits({ cards, data: storedPixels(8, [0]) })]));
  return section(hdus[0]!.header, 'BIASSEC', SIZE);
}

it.each([
  ['[1:100,1:50]', { x0: 0, x1: 100, y0: 0, y1: 50 }],
  ['[91:100,1:50]', { x0: 90, x1: 100, y0: 0, y1: 50 }],
  [' [ 91 : 100 , 2:3 ] ', { x0: 90, x1: 100, y0: 1, y1: 3 }],
  ['[*,7]', { x0: 0, x1: 100, y0: 6, y1: 7 }],
  ['[100:91,50:1]', { x0: 90, x1: 100, y0: 0, y1: 50 }]
])('reads %s', async (text, expected) => {
  expect(await parse(text)).toEqual(expected);
});

it('is null without the card, or if it is empty', async () => {
  expect(await parse(' ')).toBeNull();
  const { hdus } = await openFits(
    new Blob([buildFits({ cards: imageCards(8, [1, 1]), data: storedPixels(8, [0]) })])
  );
  expect(section(hdus[0]!.header, 'BIASSEC', SIZE)).toBeNull();
});

it.each([
  '[0:100,1:50]',
  '[1:101,1:50]',
  '[1:100,1:51]',
  '[1:100]',
  '[1:9,1:9,1:9]',
  '1:9,1:9',
  '[a:9,1:9]',
  '[1:,1:9]'
])('refuses %s', async (text) => {
  await expect(parse(text)).rejects.toThrow(
    `BIASSEC is ${text}, which is not a section [x1:x2,y1:y2] of an image of 100 x 50 pixels.`
  );
});

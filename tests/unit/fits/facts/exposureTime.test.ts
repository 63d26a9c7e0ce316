import { expect, it } from 'vitest';
import { exposureTime } from '../../../../src/lib/fits/facts/exposureTime';
import type { Card } from '../../../../src/lib/fits/file/formatCard';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { writeFits } from '../../../../src/lib/fits/write/writeFits';

async function exposureOf(cards: readonly Card[]) {
  const { hdus } = await openFits(writeFits({ data: new Uint16Array(1), axes: [1, 1], cards }));
  return exposureTime(hdus);
}

it.each<[string, readonly Card[], number, string]>([
  [
    'of a live stack',
    [
      ['EXPTIME', 10],
      ['TOTALEXP', 1870],
      ['STACKCNT', 187]
    ],
    1870,
    'TOTALEXP'
  ],
  [
    'of a stack by Siril',
    [
      ['EXPTIME', 10],
      ['LIVETIME', 600],
      ['STACKCNT', 60]
    ],
    600,
    'LIVETIME'
  ],
  [
    'of one frame',
    [
      ['EXPTIME', 10],
      ['LIVETIME', 600]
    ],
    10,
    'EXPTIME'
  ],
  [
    'of the stack already',
    [
      ['EXPTIME', 1870],
      ['TOTALEXP', 10]
    ],
    1870,
    'EXPTIME'
  ]
])('is that %s', async (_, cards, seconds, keyword) => {
  expect(await exposureOf(cards)).toEqual({ seconds, keyword });
});

it('is not known by the total of unknown parts', async () => {
  expect(await exposureOf([['TOTALEXP', 1870]])).toBeNull();
});

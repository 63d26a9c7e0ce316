import { expect, test } from 'vitest';
import { detectorNoise } from '../../../../src/lib/fits/facts/detectorNoise';
import type { Card } from '../../../../src/lib/fits/file/formatCard';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { writeFits } from '../../../../src/lib/fits/write/writeFits';

const image = { data: new Float32Array(4), axes: [2, 2] };
const dial: Card = ['GAIN', 120, 'camera setting'];

async function noiseOf(cards: readonly Card[], primary?: readonly Card[]) {
  const file = primary ? writeFits({ cards: primary }, { ...image, cards }) : writeFits({ ...image, cards });
  const { hdus } = await openFits(file);
  const { gain, readNoise } = detectorNoise(hdus, hdus.at(-1)!);
  return [gain && [gain.value, gain.source], readNoise && [readNoise.value, readNoise.source]];
}

test.each<[string, Card[], unknown, unknown]>([
  ['nothing', [], null, null],
  [
    'EGAIN before GAIN',
    [
      ['GAIN', 2],
      ['EGAIN', 0.37],
      ['RDNOISE', 1.6]
    ],
    [0.37, 'EGAIN'],
    [1.6, 'RDNOISE']
  ],
  [
    'a GAIN in electrons',
    [
      ['GAIN', 1.5],
      ['READNOIS', 8]
    ],
    [1.5, 'GAIN'],
    [8, 'READNOIS']
  ],
  ['no dial', [dial], null, null],
  ...['ZWO ASI294MC Pro', 'QHY268M', 'Seestar S50', 'N.I.N.A. 2.3'].map(
    (program): [string, Card[], unknown, unknown] => [
      `no dial of ${program}`,
      [
        ['GAIN', 12],
        ['INSTRUME', program]
      ],
      null,
      null
    ]
  ),
  [
    'no dial beside an offset',
    [
      ['GAIN', 12],
      ['OFFSET', 30]
    ],
    null,
    null
  ],
  [
    'a GAIN with its unit, whatever the program',
    [
      ['GAIN', 2, '[e-/ADU]'],
      ['SWCREATE', 'SharpCap']
    ],
    [2, 'GAIN'],
    null
  ],
  ['numbers as text', [['EGAIN', '1.25']], [1.25, 'EGAIN'], null],
  [
    'nothing that cannot be',
    [
      ['EGAIN', 0],
      ['GAIN', -1],
      ['RDNOISE', 'none']
    ],
    null,
    null
  ],
  [
    'the names of ESO',
    [
      ['ESO DET OUT1 CONAD', 1.2],
      ['ESO DET OUT1 RON', 3],
      ['GAIN', 0.8]
    ],
    [1.2, 'ESO DET OUT1 CONAD'],
    [3, 'ESO DET OUT1 RON']
  ],
  [
    'electrons',
    [
      ['BUNIT', 'ELECTRONS'],
      ['GAIN', 2],
      ['RON', 4]
    ],
    [1, 'BUNIT'],
    [4, 'RON']
  ],
  [
    'electrons a second',
    [
      ['BUNIT', 'electrons/s'],
      ['EXPTIME', 30]
    ],
    [30, 'BUNIT, EXPTIME'],
    null
  ]
])('reads %s', async (_, cards, gain, readNoise) => {
  expect(await noiseOf(cards)).toEqual([gain, readNoise]);
});

test.each<[string, Card[], [number, string]]>([
  ['the mean of frames', [['COMBMETH', 'clippedMean']], [24, 'GAIN x NCOMBINE']],
  ['their sum', [['COMBMETH', 'SUM']], [1.5, 'GAIN']],
  ['what does not say which', [], [24, 'GAIN x NCOMBINE (taken for a mean)']]
])('tells %s', async (_, cards, gain) => {
  const numbers: Card[] = [
    ['GAIN', 1.5],
    ['RDNOISE', 8],
    ['NCOMBINE', 16]
  ];
  expect(await noiseOf([...numbers, ...cards])).toEqual([gain, [32, 'RDNOISE x sqrt NCOMBINE']]);
});

test('looks in the header of the image first, then in the other HDUs', async () => {
  expect(
    await noiseOf(
      [['GAIN', 3]],
      [
        ['GAIN', 2],
        ['RDNOISE', 5]
      ]
    )
  ).toEqual([
    [3, 'GAIN'],
    [5, 'RDNOISE']
  ]);
});

test.each<[boolean, Card[]]>([
  [false, [['GAIN', 10]]],
  [true, [['GAIN', 1.37]]],
  [true, [['GAIN', 2, 'electrons per ADU']]],
  [true, [['EGAIN', 1]]],
  [true, [['BUNIT', 'electron']]]
])('the gain is certain: %s for %j', async (isCertain, cards) => {
  const { hdus } = await openFits(writeFits({ ...image, cards }));
  expect(detectorNoise(hdus, hdus[0]!).gain?.isCertain).toBe(isCertain);
});

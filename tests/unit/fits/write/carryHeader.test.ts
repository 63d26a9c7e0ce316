import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryHeader } from '../../../../src/lib/fits/write/carryHeader';
import { FitsHeader } from '../../../../src/lib/fits/file/FitsHeader';
import { formatCard, type Card } from '../../../../src/lib/fits/file/formatCard';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import expected from '../../../fixtures/fitsExpected.json';
import { anyCard } from '../anyCard';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');
const raw = (cards: readonly string[]): string => cards.map((card) => card.padEnd(80)).join('');
const headerOf = (...cards: readonly string[]): FitsHeader =>
  new FitsHeader(Buffer.from(raw(cards), 'latin1'));

const OWN = [
  'OBJECT  = M42 / not legal, but there',
  'EXPTIME =                 6D01 / free / format',
  "LONG    = 'one &' / first",
  "CONTINUE  'two&'",
  "CONTINUE  ' three' / last",
  'HISTORY old',
  '',
  "CTYPE1  = 'RA---TAN'",
  'object2 = 1',
  "HIERARCH ESO DET CHIP1 NAME = 'EEV' / chip",
  'COMMENT   spaced',
  'EXPTIME =                   61 / the second',
  "LONGSTRN= 'OGIP 1.0'"
];

describe('carryHeader', () => {
  it('leaves every card as it is, legal or not', () => {
    expect(carryHeader(headerOf(...OWN), [])).toBe(raw(OWN));
  });

  it('leaves any card that was written as it is', () => {
    fc.assert(
      fc.property(fc.array(anyCard, { maxLength: 8 }), (cards) => {
        const text = cards.map(formatCard).join('');
        const carried = carryHeader(new FitsHeader(Buffer.from(text, 'latin1')), []);
        expect(carried.slice(text.includes('CONTINUE  ') ? 80 : 0)).toBe(text);
      })
    );
  });

  it('puts cards in the place of the first with their keyword, and of all that belong to it', () => {
    const cards: Card[] = [
      ['LONG', 'short'],
      ['HISTORY', 'new'],
      ['EXPTIME', 2],
      ['ADDED', true]
    ];
    const changed = [
      ...OWN.slice(0, 1),
      formatCard(['EXPTIME', 2]),
      formatCard(['LONG', 'short']),
      ...OWN.slice(5)
    ].filter((card) => !card.endsWith('second'));
    expect(carryHeader(headerOf(...OWN), cards)).toBe(
      raw([...changed, 'HISTORY new', formatCard(['ADDED', true])])
    );
  });

  it.each([
    'SIMPLE XTENSION BITPIX NAXIS NAXIS1 NAXIS12 PCOUNT GCOUNT EXTEND GROUPS BSCALE BZERO BLANK CHECKSUM DATASUM',
    'TFIELDS TTYPE1 TFORM12 TUNIT1 TSCAL1 TZERO1 TNULL1 TDISP1 TDIM1 TBCOL1 THEAP PTYPE1 PSCAL1 PZERO1',
    'ZIMAGE ZSIMPLE ZTENSION ZBITPIX ZNAXIS ZNAXIS2 ZPCOUNT ZGCOUNT ZEXTEND ZHECKSUM ZDATASUM ZCMPTYPE ZTILE1',
    'ZNAME1 ZVAL2 ZQUANTIZ ZDITHER0 ZBLANK ZSCALE ZZERO'
  ])('leaves behind, and refuses to be given, what follows from the data: %s', (keywords) => {
    for (const keyword of keywords.split(' ')) {
      expect(carryHeader(headerOf(formatCard([keyword, 1]), 'X       = 1'), [])).toBe(raw(['X       = 1']));
      expect(() => carryHeader(undefined, [[keyword, 1]])).toThrow(
        `The card ${keyword} follows from the data.`
      );
    }
  });

  it('leaves behind the limits of the other data, but takes new ones', () => {
    const header = headerOf('DATAMIN = 1', 'DATAMAX = 2', "EXTNAME = 'COMPRESSED_IMAGE'", 'ZENITH  = 1');
    expect(carryHeader(header, [['DATAMAX', 3]])).toBe(raw([formatCard(['DATAMAX', 3]), 'ZENITH  = 1']));
  });

  it('says that there are long strings, once', () => {
    const long = formatCard(['LONG', 'x'.repeat(100)]);
    const longstrn = "LONGSTRN= 'OGIP 1.0'           / long strings go on in CONTINUE".padEnd(80);
    expect(carryHeader(undefined, [['LONG', 'x'.repeat(100)]])).toBe(longstrn + long);
    expect(carryHeader(headerOf(longstrn), [['LONG', 'x'.repeat(100)]])).toBe(longstrn + long);
    expect(carryHeader(headerOf(longstrn + long), [])).toBe(longstrn + long);
  });

  it('writes a question mark for bytes that no header may have', () => {
    expect(carryHeader(headerOf('COMMENT 12 \xb5m\n\0'), [])).toBe('COMMENT 12 ?m??'.padEnd(80));
  });

  it('refuses a card that is given twice, but for HISTORY', () => {
    expect(() =>
      carryHeader(undefined, [
        ['X', 1],
        ['X', 2]
      ])
    ).toThrow('The card X is given twice.');
    expect(
      carryHeader(undefined, [
        ['HISTORY', 'a'],
        ['HISTORY', 'a']
      ])
    ).toBe(raw(['HISTORY a', 'HISTORY a']));
  });
});

describe.skipIf(!existsSync(DATA))('the headers of the test data', () => {
  it.each(Object.keys(expected))('%s is carried card by card', async (path) => {
    for (const { header } of (await openFits(await openAsBlob(join(DATA, path)))).hdus) {
      const carried = carryHeader(header, []).match(/.{80}/g) ?? ([] as string[]);
      const own = header.cards.map((card) => card.raw.replace(/[^ -~]/g, '?'));
      const left = own.filter((card) => !carried.includes(card)).map((card) => card.slice(0, 8).trimEnd());
      expect(carried.filter((card) => !card.startsWith('LONGSTRN')).every((card) => own.includes(card))).toBe(
        true
      );
      expect(
        left.filter(
          (keyword) =>
            !/^(T(FIELDS|HEAP|[A-Z]+\d+)|Z[A-Z]+\d*|SIMPLE|XTENSION|BITPIX|NAXIS\d*|[PG]COUNT|EXTEND|GROUPS|BLOCKED|BLANK|BZERO|BSCALE|CHECKSUM|DATA(SUM|MIN|MAX)|P(TYPE|SCAL|ZERO)\d+|EXTNAME)$/.test(
              keyword
            )
        )
      ).toEqual([]);
    }
  });
});

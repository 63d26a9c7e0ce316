import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryHeader } from '../../../../src/lib/fits/write/carryHeader';
import { parseCalendarDate } from '../../../../src/lib/fits/facts/calendarDate';
import { cardText } from '../../../../src/lib/fits/file/cardText';
import { FitsHeader } from '../../../../src/lib/fits/file/FitsHeader';
import { formatCard, type Card } from '../../../../src/lib/fits/file/formatCard';
import type { HeaderCard } from '../../../../src/lib/fits/file/headerCard';
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
  it('leaves every legal card as it is', () => {
    const legal = OWN.filter((card) => !/^(OBJECT |object2)|second$/.test(card));
    expect(carryHeader(headerOf(...legal), [])).toBe(raw(legal));
  });

  it('takes EPOCH for a comment where there is EQUINOX', () => {
    expect(carryHeader(headerOf('EPOCH   = 2022.7', 'EQUINOX = 2000.'), [])).toBe(
      raw(['COMMENT EPOCH   = 2022.7', 'EQUINOX = 2000.'])
    );
  });

  it.each([
    ['OBJECT  = M42 / no quotes', formatCard(['OBJECT', 'M42', 'no quotes'])],
    ['object2 = 1', formatCard(['OBJECT2', 1])],
    ['EXPTIME =42.5', formatCard(['EXPTIME', 42.5])],
    ['EXPTIME = 4.25e1', formatCard(['EXPTIME', 42.5])],
    ["CRVAL1  = '83.6331' / deg", formatCard(['CRVAL1', 83.6331, 'deg'])],
    ["EQUINOX = 'J2000'", formatCard(['EQUINOX', 2000])],
    ["EQUINOX = 'today'", "COMMENT EQUINOX = 'today'"],
    ['EPOCH   =               1950.0 / of the plate', 'EQUINOX =               1950.0 / of the plate'],
    ["EPOCH   = 'B1950' / of the plate", formatCard(['EQUINOX', 1950, 'of the plate'])],
    ['OBJECT  = 31', formatCard(['OBJECT', '31'])],
    ["OBJECT  = 'M 31", formatCard(['OBJECT', 'M 31'])],
    ["DATE-OBS= '2019:07:08 02:03:04' / EXIF", formatCard(['DATE-OBS', '2019-07-08T02:03:04.000', 'EXIF'])],
    ["DATE-OBS= '13/10/2018'", formatCard(['DATE-OBS', '2018-10-13'])],
    ["DATE-OBS= '05/06/2004'", "COMMENT DATE-OBS= '05/06/2004'"],
    ['CCD.TEMP= 5', 'COMMENT CCD.TEMP= 5'],
    [' AB     = 5', 'COMMENT  AB     = 5'],
    ['FLAG    = nan', formatCard(['FLAG', 'nan'])]
  ])('writes %s in a legal form', (card, legal) => {
    expect(carryHeader(headerOf('X       = 1', card, 'Y       = 2'), [])).toBe(
      raw(['X       = 1', legal, 'Y       = 2'])
    );
  });

  it('makes comments of all but the first card of a keyword', () => {
    const cards = ['EXPTIME = 1', 'EXPTIME = 2 / later', "DP1     = 'NAXES: 2'", "DP1     = 'AXIS.1: 1'"];
    expect(carryHeader(headerOf(...cards), [])).toBe(
      raw([cards[0]!, 'COMMENT EXPTIME = 2 / later', ...cards.slice(2)])
    );
  });

  it('leaves any card that was written as it is', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyCard, { maxLength: 8, selector: ([keyword]) => keyword }), (cards) => {
        const text = cards.map(formatCard).join('');
        const carried = carryHeader(new FitsHeader(Buffer.from(text, 'latin1')), []);
        expect(carried.slice(text.includes('CONTINUE  ') ? 80 : 0)).toBe(text);
      })
    );
  });

  it('replaces the first card of each keyword, and all that belongs to it', () => {
    const cards: Card[] = [
      ['LONG', 'short'],
      ['HISTORY', 'new'],
      ['EXPTIME', 2],
      ['ADDED', true]
    ];
    const changed = [
      formatCard(['OBJECT', 'M42', 'not legal, but there']),
      formatCard(['EXPTIME', 2]),
      formatCard(['LONG', 'short']),
      ...OWN.slice(5).map((card) => (card.startsWith('object2') ? formatCard(['OBJECT2', 1]) : card))
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

  it('leaves out the limits of the other data, but takes new ones', () => {
    const header = headerOf('DATAMIN = 1', 'DATAMAX = 2', "EXTNAME = 'COMPRESSED_IMAGE'", 'ZENITH  = 1');
    expect(carryHeader(header, [['DATAMAX', 3]])).toBe(raw([formatCard(['DATAMAX', 3]), 'ZENITH  = 1']));
  });

  it('declares once that there are long strings', () => {
    const long = formatCard(['LONG', 'x'.repeat(100)]);
    const longstrn = "LONGSTRN= 'OGIP 1.0'           / long strings go on in CONTINUE".padEnd(80);
    expect(carryHeader(undefined, [['LONG', 'x'.repeat(100)]])).toBe(longstrn + long);
    expect(carryHeader(headerOf(longstrn), [['LONG', 'x'.repeat(100)]])).toBe(longstrn + long);
    expect(carryHeader(headerOf(longstrn + long), [])).toBe(longstrn + long);
  });

  it('writes a question mark for bytes that no header may have', () => {
    expect(carryHeader(headerOf('COMMENT 12 \xb5m\n\0'), [])).toBe('COMMENT 12 ?m??'.padEnd(80));
  });

  it('refuses a card that is given twice, except HISTORY', () => {
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

/** Dates by the day they mean: `27/ 5/84` is written anew. */
const valueOf = (header: FitsHeader, keyword: string): string | number => {
  const text = cardText(header, keyword);
  return (keyword.startsWith('DATE') && parseCalendarDate(text)?.milliseconds) || text;
};

const yearOf = (header: FitsHeader, keyword: string): number =>
  Number(/[\d.]+/.exec(cardText(header, keyword)));

describe.skipIf(!existsSync(DATA))('the headers of the test data', () => {
  it.each(Object.keys(expected))('%s is carried card by card', async (path) => {
    for (const { header } of (await openFits(await openAsBlob(join(DATA, path)))).hdus) {
      const carried = carryHeader(header, []).match(/.{80}/g) ?? ([] as string[]);
      const again = new FitsHeader(Buffer.from(carried.join('')));
      const isKept = ({ raw: text, keyword }: HeaderCard) =>
        carried.includes(text.replace(/[^ -~]/g, '?')) ||
        (again.has(keyword) && valueOf(again, keyword) === valueOf(header, keyword)) ||
        (/^(EPOCH|EQUINOX)$/.test(keyword) && again.number('EQUINOX') === yearOf(header, keyword)) ||
        again.cards.some(({ comment }) => comment.trim() !== '' && text.trim().startsWith(comment.trim()));
      const left = header.cards.filter((card) => !isKept(card)).map(({ keyword }) => keyword);
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

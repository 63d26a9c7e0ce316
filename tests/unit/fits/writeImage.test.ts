import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFits } from '../../../src/lib/fits/openFits';
import { readImage } from '../../../src/lib/fits/readImage';
import { writeImage, type ImageToWrite } from '../../../src/lib/fits/writeImage';

const onePixel = { data: Uint16Array.of(7), width: 1, height: 1 };
const CARDS: ImageToWrite['cards'] = [
  ['OBJECT', "O'Brien's star", 'a name'],
  ['EXPTIME', 12.5, 's'],
  ['SMALL', 1e-7],
  ['LARGE', -1.5e300, 'x'.repeat(90)],
  ['COUNT', -42],
  ['FLAG', true, 'yes'],
  ['LONG', "it's ".repeat(40).trim(), 'at the end'],
  ['QUOTES', "'".repeat(80)],
  ['FULL', 'a'.repeat(68)],
  ['EMPTY', '']
];
const WITH_CARDS: ImageToWrite = { ...onePixel, cards: CARDS, history: ['short', 'long '.repeat(30)] };

/** NASA's checker, where it is installed. */
const FITSVERIFY = 'fitsverify';
const hasFitsverify = (() => {
  try {
    execFileSync(FITSVERIFY, ['-h'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe('writeImage', () => {
  it.each([
    ['unsigned integers', Uint16Array.of(0, 1, 32767, 32768, 40000, 65535)],
    ['reals', Float32Array.of(0, -1.5, NaN, Infinity, 1e-40, 3e38)]
  ])('writes %s that come back as they were', async (_, data) => {
    const image = await readImage(await openFits(writeImage({ data, width: 3, height: 2 })));
    expect(image).toEqual({ data: Float32Array.from(data), width: 3, height: 2 });
  });

  it('writes cards that come back as they were', async () => {
    const { header } = (await openFits(writeImage(WITH_CARDS))).hdus[0]!;
    expect(CARDS.map(([keyword]) => header.get(keyword))).toEqual(CARDS.map(([, value]) => value));
    expect([header.comment('OBJECT'), header.comment('LONG')]).toEqual(['a name', 'at the end']);
    const history = header.cards.filter(({ keyword }) => keyword === 'HISTORY').map(({ comment }) => comment);
    expect(history).toHaveLength(4);
    expect(history.join('').replaceAll(' ', '')).toBe('short' + 'long'.repeat(30));
  });

  it('writes any text, ASCII or not, in blocks of 2880 bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 300, unit: 'binary' }), async (text) => {
        const blob = writeImage({ ...onePixel, cards: [['TEXT', text, text]], history: [text] });
        const { header } = (await openFits(blob)).hdus[0]!;
        expect(blob.size % 2880).toBe(0);
        expect(
          Buffer.from(await blob.slice(0, -2880).arrayBuffer()).every((byte) => byte >= 32 && byte < 127)
        ).toBe(true);
        const isPlain = /^[\x20-\x7e]*$/.test(text);
        expect(isPlain ? header.get('TEXT') : 'other').toBe(isPlain ? text.trimEnd() : 'other');
      }),
      { numRuns: 30 }
    );
  });

  it('takes accents off, and writes a question mark for what has no letter in ASCII', async () => {
    const { hdus } = await openFits(writeImage({ ...onePixel, cards: [['OBSERVER', 'Zoë 星']] }));
    expect(hdus[0]!.header.get('OBSERVER')).toBe('Zoe ?');
  });

  it.each([
    ['a size that does not fit', { ...onePixel, width: 2 }],
    ['a keyword that is none', { ...onePixel, cards: [['lower', 1]] }],
    ['NaN in a card', { ...onePixel, cards: [['X', NaN]] }],
    ['a card of its own', { ...onePixel, cards: [['BZERO', 1]] }]
  ] satisfies [string, ImageToWrite][])('refuses %s', (_, image) => {
    expect(() => writeImage(image)).toThrow(RangeError);
  });

  it.skipIf(!hasFitsverify)('passes fitsverify without a warning', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'pocket-tom-'));
    for (const data of [Uint16Array.of(1, 2), Float32Array.of(1, NaN)]) {
      const path = join(directory, 'image.fits');
      const blob = writeImage({ ...WITH_CARDS, data, width: 2, height: 1 });
      writeFileSync(path, new Uint8Array(await blob.arrayBuffer()));
      expect(execFileSync(FITSVERIFY, ['-q', path]).toString()).toContain('verification OK');
    }
    rmSync(directory, { recursive: true });
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeFileName } from '../../../src/lib/formats/safeFileName';

test.each([
  ['tl_7_20190102030405_t.gif', 'tl_7_20190102030405_t.gif'],
  ['M 31, été (2).fits.fz', 'M 31, été (2).fits.fz'],
  ['<script>alert("x")</script>.png', '_script_alert(_x_)__script_.png'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\frames\\a.fits', 'C__frames_a.fits'],
  ["Barnard's star.csv", 'Barnard_s star.csv'],
  ['★ 🚀.gif', '_ _.gif'],
  ['.htaccess', 'htaccess'],
  ['a.fits. . ', 'a.fits'],
  ['a\0b\nc\u202Ed.fits', 'a_b_c_d.fits'],
  ['e\u0301.csv', '\u00e9.csv'],
  ['\ud800.fits', '_.fits'],
  ['CON', '_CON'],
  ['nul.fits.gz', '_nul.fits.gz'],
  ['com1 .txt', '_com1 .txt'],
  ['Console.txt', 'Console.txt'],
  ['', 'file'],
  ['...', 'file']
])('%j becomes %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test('a long name is cut before its extension, between characters', () => {
  expect(safeFileName(`${'n'.repeat(300)}.fits.gz`)).toBe(`${'n'.repeat(112)}.fits.gz`);
  expect(safeFileName(`${'é'.repeat(300)}.fits`)).toBe(`${'é'.repeat(57)}.fits`);
  expect(safeFileName(`n.${'x'.repeat(300)}`)).toBe(`n.${'x'.repeat(118)}`);
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom('.', ' ', '/', '\\', 'con', 'é', '𝔸', '\u0301', '\ud800', 'a', ':'),
    maxLength: 200
  })
);

test('is safe on any system, and stays the same when made safe again', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const safe = safeFileName(name);
      expect(safe).not.toMatch(/[<>:"/\\|?*'`\p{C}]|^[. ]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d) *(\.|$)|^$/iu);
      expect(new TextEncoder().encode(safe).length).toBeLessThanOrEqual(120);
      expect(safeFileName(safe)).toBe(safe);
    }),
    { numRuns: 2000 }
  );
});

test('keeps the extension', () => {
  const extension = fc.constantFrom('.fits', '.fits.fz', '.fit.gz', '.gif', '.CSV');
  fc.assert(
    fc.property(hostile, extension, (name, extension) => {
      expect(`.${safeFileName(`x${name}${extension}`)}`.endsWith(extension)).toBe(true);
    })
  );
});

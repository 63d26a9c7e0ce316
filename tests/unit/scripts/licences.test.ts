import { describe, expect, it } from 'vitest';
import { licencesText, packageFolder } from '../../../scripts/licences.js';

describe('packageFolder', () => {
  it.each([
    ['/app/node_modules/dexie/dist/dexie.mjs', '/app/node_modules/dexie'],
    [
      '/app/node_modules/@lucide/svelte/dist/icon.svelte?svelte&type=style',
      '/app/node_modules/@lucide/svelte'
    ],
    ['/app/node_modules/a/node_modules/b/index.js', '/app/node_modules/a/node_modules/b'],
    ['\0/app/node_modules/papaparse/papaparse.js?commonjs', '/app/node_modules/papaparse'],
    ['\0vite/preload-helper.js', 'node_modules/vite'],
    ['/app/src/lib/fits/file/openFits.ts', null],
    ['\0virtual:env', null]
  ])('of %j is %j', (id, folder) => expect(packageFolder(id)).toBe(folder));
});

describe('licencesText', () => {
  it('has the licence of each package in full, once, and where its source is', () => {
    const text = licencesText([
      'node_modules/mediabunny',
      'node_modules/papaparse',
      'node_modules/papaparse'
    ]);
    expect(text).toMatch(/mediabunny \d.*\nLicence: MPL-2\.0\nSource: https:.*mediabunny/);
    expect(text).toContain('Mozilla Public License Version 2.0');
    expect(text.match(/^papaparse \d/gm)).toHaveLength(1);
  });

  it('has the typeface', () => {
    const text = licencesText(['node_modules/@fontsource-variable/atkinson-hyperlegible-next']);
    expect(text).toMatch(/SIL OPEN FONT LICENSE/i);
  });

  it('refuses a package that names no licence', () => {
    expect(() => licencesText(['tests/fixtures/unlicensed'])).toThrow('names no licence');
  });
});

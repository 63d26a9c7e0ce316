import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { allowInlineScripts, makeRelative } from '../../../scripts/relativeAdapter.js';

const PAGE = `<link rel="icon" href="/icon.svg" />
<meta content="default-src 'none'; script-src 'self' 'sha256-old='; style-src 'self'">
<link href="/_app/immutable/entry/start.A.js" rel="modulepreload">
<script>Promise.all([import("/_app/immutable/entry/start.A.js"), import("/_app/immutable/entry/app.B.js")])</script>`;

describe('makeRelative', () => {
  it('makes every address relative to the page', () => {
    expect(makeRelative(PAGE)).toBe(PAGE.replaceAll('"/', '"./'));
  });

  it('leaves addresses of other hosts alone', () => {
    const link = '<a href="//example.org/"></a>';
    expect(makeRelative(PAGE + link)).toContain(link);
  });

  it.each(['<img srcset="/icon.svg 2x">', `<script>fetch('/data.json')</script>`])(
    'refuses a page with %s, which it does not know how to make relative',
    (unknown) => {
      expect(() => makeRelative(PAGE + unknown)).toThrow(/still holds an absolute URL/);
    }
  );

  it('refuses a page that does not import the two entry files', () => {
    expect(() => makeRelative(PAGE.replace('import("/_app', 'load("/_app'))).toThrow(/two entry files/);
  });
});

describe('allowInlineScripts', () => {
  it('replaces the hashes of the policy by those of the scripts', () => {
    const hashes = ['one()', ' two()\n'].map(
      (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    );
    const page = `<meta content="script-src 'self' 'sha256-old='; style-src 'self'">`;
    const scripts = '<script>one()</script><script src="x.js"></script><script> two()\n</script>';
    expect(allowInlineScripts(page + scripts)).toBe(
      `<meta content="script-src 'self' ${hashes.join(' ')}; style-src 'self'">${scripts}`
    );
  });

  it("takes the place of 'none'", () => {
    expect(allowInlineScripts(`<meta content="script-src 'none'"><script>one()</script>`)).toMatch(
      /"script-src 'sha256-[^']+'"/
    );
  });

  it('refuses a page without a policy, or without a script', () => {
    expect(() => allowInlineScripts('<script>one()</script>')).toThrow(/script-src/);
    expect(() => allowInlineScripts(`<meta content="script-src 'self'">`)).toThrow(/inline script/);
  });
});

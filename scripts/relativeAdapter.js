import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import adapterStatic from '@sveltejs/adapter-static';

/**
 * adapter-static, followed by a step that makes all URLs relative, so that the build opens in any folder of any static
 * host. The folder `build` is replaced last: a build that fails leaves the earlier one as it was.
 *
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function relativeAdapter() {
  return {
    name: 'relative-adapter',
    async adapt(builder) {
      const site = builder.getBuildDirectory('site');
      await adapterStatic({ pages: site, assets: site, fallback: 'index.html' }).adapt(builder);
      rewrite(join(site, 'index.html'), (html) => allowInlineScripts(makeRelative(html)));
      rewrite(join(site, '404.html'), allowInlineScripts);
      const files = listFiles(site);
      refuseAbsoluteUrls(site, files);
      rewrite(join(site, 'service-worker.js'), (code) => precacheLine(site, files) + code);
      builder.rimraf('build');
      builder.copy(site, 'build');
      builder.log.success('Made every URL relative; the site is in "build"');
    }
  };
}

/**
 * Kit writes absolute URLs into the page it makes for the hash router.
 *
 * @param {string} html
 * @throws {Error} when Kit's page no longer looks as expected, or something absolute is left
 */
export function makeRelative(html) {
  const relative = html.replace(/(\b(?:href|src)="|\bimport\(")\/(?!\/)/g, '$1./');
  if (relative.split('import("./_app/').length !== 3) {
    throw new Error(
      'index.html does not import its two entry files as expected: see scripts/relativeAdapter.js'
    );
  }
  const absolute = /["'`(=]\/[\w.]+/.exec(relative);
  if (absolute) throw new Error(`index.html still holds an absolute URL: ${absolute[0]}`);
  return relative;
}

/**
 * Makes the page's content security policy allow exactly the inline scripts of the page, by their hashes.
 *
 * @param {string} html
 * @throws {Error} when the page has no `script-src` to put them in, or no inline script
 */
export function allowInlineScripts(html) {
  const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text = '']) => text);
  const [directive] = /\bscript-src\b[^;"]*/.exec(html) ?? [];
  if (!directive || scripts.length === 0) {
    throw new Error('A page of the build lacks an inline script or a script-src in its policy.');
  }
  const sources = directive
    .trim()
    .split(/\s+/)
    .filter((source) => !/^'(?:none'|sha256-)/.test(source));
  const hashes = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return html.replace(directive, [...sources, ...hashes].join(' '));
}

/**
 * @param {string} site
 * @param {string[]} files
 */
function refuseAbsoluteUrls(site, files) {
  for (const file of files.filter((name) => /\.(?:js|css)$/.test(name))) {
    const absolute = /["'`(]\/_app\/[^"'`)]*/.exec(readFileSync(join(site, file), 'utf8'));
    if (absolute) throw new Error(`${file} holds an absolute URL: ${absolute[0].slice(1)}`);
  }
}

/**
 * The files that the service worker stores, passed to it as `self.precache`. Kit's own list lacks the chunks that
 * workers load lazily. The id is a hash of the content: another id is another version.
 *
 * @param {string} site
 * @param {string[]} files
 */
function precacheLine(site, files) {
  const stored = files.filter((file) => !/^(?:404\.html|service-worker\.js|_app\/version\.json)$/.test(file));
  const hash = createHash('sha256');
  for (const file of stored) hash.update(file).update(readFileSync(join(site, file)));
  const id = hash.digest('hex').slice(0, 16);
  return `self.precache = ${JSON.stringify({ id, files: stored.filter((file) => file !== 'index.html') })};\n`;
}

/**
 * @param {string} site
 * @returns {string[]} sorted paths with forward slashes, hidden files left out: hosts tend not to serve them
 */
function listFiles(site) {
  return readdirSync(site, { encoding: 'utf8', recursive: true })
    .filter((file) => !basename(file).startsWith('.') && statSync(join(site, file)).isFile())
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

/**
 * @param {string} path
 * @param {(text: string) => string} change
 */
function rewrite(path, change) {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { relativeAdapter } from './scripts/relativeAdapter.js';

/** The one style attribute of the app: of the region where Kit announces page changes to screen readers. */
const ANNOUNCER_STYLE =
  'position: absolute; left: 0; top: 0; clip: rect(0 0 0 0); clip-path: inset(50%); overflow: hidden; ' +
  'white-space: nowrap; width: 1px; height: 1px';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: relativeAdapter(),
    router: { type: 'hash' },
    serviceWorker: { register: false },
    version: { name: versionName() },
    typescript: {
      config: ({ include, exclude }) => {
        include.push('../playwright.config.ts', '../svelte.config.js', '../scripts/**/*');
        exclude.push('../src/lib/kernels/wasm/assembly'); // another language, with a tsconfig.json of its own
      }
    },
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self', 'wasm-unsafe-eval'],
        'worker-src': ['self', 'blob:'],
        'style-src': ['self'],
        'style-src-attr': [
          'unsafe-hashes',
          `sha256-${createHash('sha256').update(ANNOUNCER_STYLE).digest('base64')}`
        ],
        'font-src': ['self'],
        'img-src': ['self', 'blob:', 'data:'],
        'media-src': ['self', 'blob:'],
        'connect-src': ['self', 'blob:'],
        'manifest-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['self'],
        'form-action': ['none']
      }
    }
  }
};

/** Package version and commit, never the time: the same source is the same version, and no cache is emptied. */
function versionName() {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  try {
    const git = ['rev-parse', '--short', 'HEAD'];
    const commit = execFileSync('git', git, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return `${version}+${commit.trim()}`;
  } catch {
    return version; // a release unpacked without git, or no commit yet
  }
}

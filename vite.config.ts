import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { licences } from './scripts/licences.js';

/** What fitsjs needs for XISF and HiPS, which we do not read: 1.1 MB, WebAssembly among it. */
const ABSENT_FROM_FITSJS =
  /^(@fxpineau\/moc-wasm|@hscmap\/healpix|@xmldom\/xmldom|fast-png|fzstd|jpeg-js|js-sha3|lz4js)$/;

const { pages, worker } = licences();

export default defineConfig({
  plugins: [sveltekit(), pages],
  resolve: {
    alias: [
      {
        find: ABSENT_FROM_FITSJS,
        replacement: fileURLToPath(new URL('scripts/absentFromFitsjs.js', import.meta.url))
      }
    ]
  },
  worker: { format: 'es', plugins: () => [worker] },
  build: { target: 'chrome103' }, // the oldest browser that the app is for: see tests/unit/sourceRules.test.ts
  test: {
    include: ['tests/unit/**/*.test.ts'],
    maxWorkers: '100%', // one core of two is left alone otherwise
    testTimeout: 180_000, // nothing here is timed, and shared machines stall
    hookTimeout: 180_000,
    isolate: false // the tests share no state but what modules load once, WebAssembly above all
  }
});

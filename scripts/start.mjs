/** `npm start`: builds the app when its source is newer than the build, serves it and prints where. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from './serve.mjs';

const SOURCES = ['src', 'static', 'scripts', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];

/**
 * Always the same port ("PTOM" on a telephone's keys): IndexedDB belongs to scheme, host and port, so on another
 * port the user's data would seem lost. The browser tests pass a port of their own.
 */
const port = Number(process.argv[2] ?? 7866);

if (Math.max(...SOURCES.map(newest)) > modified('build')) build();

try {
  const { url } = await serve('build', { port });
  console.log(`\n  Pocket TOM is at ${url}   (Ctrl+C stops it)\n`);
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
  console.error(
    `Port ${port} is taken, perhaps by a Pocket TOM started earlier. Your data belong to this port, ` +
      'so no other one is used: stop the program that holds it and start again.'
  );
  process.exit(1);
}

function build() {
  const { status } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
    stdio: 'inherit'
  });
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * @param {string} path
 * @returns {number} when the file, or the newest thing in the folder, was changed
 */
function newest(path) {
  const entries = statSync(path).isDirectory() ? readdirSync(path) : [];
  return Math.max(modified(path), ...entries.map((entry) => newest(join(path, entry))));
}

/** @param {string} path */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

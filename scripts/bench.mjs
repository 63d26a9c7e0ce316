/**
 * `npm run bench`: measures, and prints a table. `-- --peers` also measures other programs that do the same, where they
 * are installed; the name of a file of tests/bench runs only that file.
 */
import { spawnSync } from 'node:child_process';

const args = process.argv.slice(2);
const names = args.filter((argument) => argument !== '--peers');
const config = ['-c', 'tests/bench/playwright.config.ts'];
const { status } = spawnSync(
  process.execPath,
  ['node_modules/@playwright/test/cli.js', 'test', ...config, ...names],
  {
    stdio: 'inherit',
    env: { ...process.env, POCKET_TOM_BENCH_PEERS: names.length < args.length ? '1' : '' }
  }
);
process.exitCode = status ?? 1;

/**
 * `npm test`: types, lint, unit tests, build and browser tests. Each check and the build count as one test.
 * The last line is `N passed, N failed`, with `, N skipped` where there were any.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A step that prints nothing for this long hangs: slow machines take their time, but they make progress. */
const SILENCE_LIMIT_MS = 900_000;
/** How long a tool that is told to stop may take to write its report. */
const GRACE_MS = 60_000;
const reports = mkdtempSync(join(tmpdir(), 'pocket-tom-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };

await check('sync', '@sveltejs/kit/svelte-kit.js', ['sync']);
await inTwoLanes([
  () => check('types', 'svelte-check/bin/svelte-check', ['--fail-on-warnings']),
  unitTests,
  () => check('worker', 'typescript/bin/tsc', ['-p', 'tsconfig.service-worker.json']),
  () => check('format', 'prettier/bin/prettier.cjs', ['--check', '.']),
  () => check('oxlint', 'oxlint/bin/oxlint', ['--deny-warnings']),
  () => check('knip', 'knip/bin/knip.js', [])
]);
if (await check('build', 'vite/bin/vite.js', ['build'])) await browserTests();
else console.log('[browser] not run, because there is no build to test');

rmSync(reports, { recursive: true });
const { passed, failed, skipped } = total;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;

async function unitTests() {
  const report = join(reports, 'unit.json');
  const args = [
    'run',
    '--allowOnly=false',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`
  ];
  const succeeded = await run('unit', 'vitest/vitest.mjs', args);
  count(succeeded, report, ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests
  }));
}

async function browserTests() {
  const report = join(reports, 'browser.json');
  const args = ['test', '--forbid-only', '--reporter=list,json'];
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const succeeded = await run('browser', '@playwright/test/cli.js', args, env);
  count(succeeded, report, ({ stats }) => ({
    passed: stats.expected + stats.flaky, // only tests that measure time may be repeated
    failed: stats.unexpected,
    skipped: stats.skipped
  }));
}

/**
 * Counts one step as one test.
 *
 * @param {string} name
 * @param {string} tool
 * @param {string[]} args
 */
async function check(name, tool, args) {
  const succeeded = await run(name, tool, args);
  total[succeeded ? 'passed' : 'failed'] += 1;
  return succeeded;
}

/**
 * Adds a test runner's own counts; a run that went wrong without a failed test, or ran none, is one failure.
 *
 * @param {boolean} succeeded
 * @param {string} report
 * @param {(report: any) => typeof total} read
 */
function count(succeeded, report, read) {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    console.log(`The report of the tests could not be read: ${String(error)}`);
  }
  total.passed += counts.passed;
  total.skipped += counts.skipped;
  const wentWrong = !succeeded || counts.passed === 0;
  total.failed += counts.failed || (wentWrong ? 1 : 0);
}

/**
 * Runs a package's own program and prints each of its lines after the step's name.
 *
 * @param {string} name
 * @param {string} tool path inside node_modules
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<boolean>} whether it ended with status 0
 */
async function run(name, tool, args, env) {
  const started = performance.now();
  const child = spawn(process.execPath, [join('node_modules', tool), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env }
  });
  let graceTimer;
  const silenceTimer = setTimeout(() => {
    console.log(`[${name}] has printed nothing for ${SILENCE_LIMIT_MS / 60_000} minutes: stopping it`);
    child.kill('SIGINT');
    graceTimer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  }, SILENCE_LIMIT_MS);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      silenceTimer.refresh();
      console.log(`[${name}] ${line}`);
    });
  }
  /** @type {number | NodeJS.Signals} */
  const status = await new Promise((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal ?? 1))
  );
  clearTimeout(silenceTimer);
  clearTimeout(graceTimer);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`[${name}] ${status === 0 ? 'done' : `FAILED (${status})`} after ${seconds} s`);
  return status === 0;
}

/** @param {(() => Promise<unknown>)[]} steps */
async function inTwoLanes(steps) {
  const waiting = [...steps];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await step();
  };
  await Promise.all([lane(), lane()]);
}

/** Processor time of periodograms, beside astropy: all threads of the process, so with Node's collecting of garbage. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from '@playwright/test';
import { boxLeastSquares } from '../../src/lib/kernels/boxLeastSquares';
import { lombScargle } from '../../src/lib/kernels/lombScargle';
import { Random } from '../../src/lib/kernels/Random';
import { median, report, reportTime } from './measure';

const REPETITIONS = 15;
const POINTS = 10_000;
const FREQUENCIES = 125_000;
const PERIODS = 5000;
/** Debian's Python sees Debian's packages; another first on the path may not. */
const PYTHON = '/usr/bin/python3';

test('periodograms of 10,000 points', async () => {
  const random = new Random(POINTS);
  const times = Float64Array.from({ length: POINTS }, () => (POINTS / 50) * random.uniform()).sort();
  const wave = times.map((time) => 0.05 * Math.sin((2 * Math.PI * time) / 0.7321) + 0.05 * random.normal());
  const dips = times.map((time) => 1 - ((time - 0.3) % 1.8342 < 0.1 ? 0.02 : 0) + 0.005 * random.normal());
  const step = 1 / (5 * (times[POINTS - 1]! - times[0]!));
  const grid = { start: step / 2, step, count: FREQUENCIES };
  const boxGrid = { start: 0.2, step: 1.8 / (PERIODS - 1), count: PERIODS };
  const ours = {
    lombScargle: repeated(() => lombScargle({ times, values: wave, errors: times.map(() => 0.05) }, grid)),
    boxLeastSquares: repeated(() =>
      boxLeastSquares({ times, values: dips, errors: times.map(() => 0.005) }, boxGrid, [0.1])
    )
  };

  const script = join(import.meta.dirname, 'periodPeers.py');
  const numbers = [REPETITIONS, POINTS, FREQUENCIES, PERIODS].map(String);
  const { stdout } = await promisify(execFile)(PYTHON, [script, ...numbers]).catch(() => ({
    stdout: 'null'
  }));
  const peers = JSON.parse(stdout) as typeof ours | null;
  const info = test.info();
  for (const [task, what] of [
    ['lombScargle', `Lomb-Scargle, ${FREQUENCIES} frequencies`],
    ['boxLeastSquares', `box least squares, ${PERIODS} periods`]
  ] as const) {
    if (!peers) {
      report(info, `${what}: astropy`, 'not installed');
      report(info, `${what}: Pocket TOM`, `${median(ours[task]).toFixed(0)} ms`);
      continue;
    }
    reportTime(info, `${what}: astropy`, peers[task], median(peers[task]));
    reportTime(info, `${what}: Pocket TOM`, ours[task], median(peers[task]));
  }
});

/** Milliseconds; the first time does not count. */
function repeated(task: () => unknown): number[] {
  const times: number[] = [];
  for (let i = 0; i <= REPETITIONS; i++) {
    const start = process.cpuUsage();
    task();
    const { user, system } = process.cpuUsage(start);
    if (i > 0) times.push((user + system) / 1000);
  }
  return times;
}

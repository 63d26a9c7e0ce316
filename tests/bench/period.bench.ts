/** Processor time of periodograms, beside astropy: all threads of the process, so with Node's collecting of garbage. */
import { test } from '@playwright/test';
import { median, report, reportTime, withPeers } from './measure';
import type { Periodograms } from './periodograms';
import { buildScript, runPython } from './programs';

const REPETITIONS = 15;
const POINTS = 10_000;
const FREQUENCIES = 125_000;
const PERIODS = 5000;

test('periodograms of 10,000 points', async () => {
  const numbers = [REPETITIONS, POINTS, FREQUENCIES, PERIODS].map(String);
  const makePeriodograms = await buildScript<Periodograms>('periodograms');
  const ours = await makePeriodograms(...numbers);
  const peers = withPeers ? await runPython<Periodograms>('periodPeers.py', ...numbers) : null;
  const info = test.info();
  for (const [task, what] of [
    ['lombScargle', `Lomb-Scargle, ${FREQUENCIES} frequencies`],
    ['boxLeastSquares', `box least squares, ${PERIODS} periods`]
  ] as const) {
    if (withPeers && !peers) report(info, `${what}: astropy`, 'not installed');
    if (!peers) {
      report(info, `${what}: Pocket TOM`, `${median(ours[task]).toFixed(0)} ms`);
      continue;
    }
    reportTime(info, `${what}: astropy`, peers[task], median(peers[task]));
    reportTime(info, `${what}: Pocket TOM`, ours[task], median(peers[task]));
  }
});

import { describe, expect, it } from 'vitest';
import { canMakeCases, runCase, type CaseRun, type Truth } from '../../fixtures/simulatedCases';

type Runs = Readonly<Record<string, CaseRun>>;
type Check = (runs: Runs, truth: Truth) => Promise<void> | void;

const SATURATED = /^The target 'T' is saturated on all frames/;

const isRight: Check = async (runs) => {
  const score = await runs['light-curve']!.score('lightcurve.csv');
  expect(Math.abs(Number(score['amplitude ratio']) - 1)).toBeLessThan(0.04);
  expect(Number(score['chi2'])).toBeGreaterThan(0.5);
  expect(Number(score['chi2'])).toBeLessThan(1.7);
  expect(score['flagged']).toBe('{}');
};

const isSaturated =
  (...names: readonly string[]): Check =>
  (runs) => {
    for (const name of names) expect(runs[name]!.failureMessage).toMatch(SATURATED);
  };

const hasTimesOfAll: Check = async (runs, { stack }) => {
  const score = await runs['align-and-stack']!.score('stack.fits');
  expect(score['DATE-OBS']).toBe(stack!['DATE-OBS']);
  expect(score['DATE-END']).toBe(stack!['DATE-END']);
  expect(Number(score['EXPTIME'])).toBe(stack!['seconds of light']);
  // Weighted: frames with less noise count more.
  const [mid, unweighted] = [score['DATE-AVG'], stack!['DATE-AVG']].map((date) => Date.parse(`${date}Z`));
  expect(Math.abs(mid! - unweighted!)).toBeLessThan(30_000);
};

const CASES: Readonly<Record<string, Check>> = {
  plain: isRight,
  'clip-12-bit': isSaturated('light-curve'),
  'clip-12-bit-shifted': isSaturated('light-curve'),
  'clip-14-bit-shifted': isSaturated('light-curve'),
  'clip-then-calibrate': isSaturated('raw', 'calibrated'),
  'saturate-card-then-calibrate': isSaturated('raw', 'calibrated'),
  'stack-times': hasTimesOfAll
};

describe.skipIf(!canMakeCases)('frames simulated with one fault each', () => {
  it.each(Object.keys(CASES))('%s', { timeout: 60_000 }, async (name) => {
    expect.hasAssertions();
    const { truth, runs } = await runCase(name);
    await CASES[name]!(runs, truth);
  });
});

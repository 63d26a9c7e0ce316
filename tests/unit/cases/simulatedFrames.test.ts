import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMakeCases, makeCases, runCase, type CaseRun, type Truth } from '../../fixtures/simulatedCases';

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

/** By its warnings: the gain that was measured is that of the camera, and errors fit the scatter. */
const hasMeasuredGain: Check = async (runs, { camera }) => {
  const run = runs['light-curve']!;
  const { gain: truth } = camera as { readonly gain: number };
  expect(run.warnings).toMatchObject([{ code: 'gainMeasured' }]);
  const { gain, error } = run.warnings[0]!.parameters as { readonly gain: number; readonly error: number };
  expect(Math.abs(gain - truth)).toBeLessThan(3 * error);
  const chi2 = Number((await run.score('lightcurve.csv'))['chi2']);
  expect(chi2).toBeGreaterThan(0.6);
  expect(chi2).toBeLessThan(1.6);
};

/** The same sky in the middle and in the corners, and nothing left of hot pixels. */
const isEven: Check = async (runs, truth) => {
  const run = runs['calibrate']!;
  for (const output of run.outputs.filter(({ name }) => name.endsWith('_cal.fits'))) {
    const score = await run.score(output.name);
    const numbers = [...score['sky']!.matchAll(/[\d.-]+/g)].map(Number);
    // A flat is divided by its median, so that its centre is not 1.
    const level = (truth['sky'] as number | undefined) ?? numbers[0]!;
    for (const sky of numbers) expect(Math.abs(sky - level)).toBeLessThan(12);
    const hot = truth['hot_pixels'] ? JSON.parse(score['left of hot pixels']!.replaceAll('nan', 'null')) : [];
    for (const left of hot as (number | null)[]) expect(Math.abs(left ?? 0)).toBeLessThan(60);
  }
};

const hasTrueAirmass: Check = async (runs, { frames }) => {
  const run = runs['light-curve']!;
  const { airmass } = await run.score('lightcurve.csv');
  expect(airmass).toMatch(/'given': 10,/);
  const highest = Math.max(...frames.map((frame) => frame['airmass'] as number));
  expect(Number(/difference': ([\d.]+)/.exec(airmass!)?.[1]) / highest).toBeLessThan(0.02);
};

const isSaturated =
  (...names: readonly string[]): Check =>
  (runs) => {
    for (const name of names) expect(runs[name]!.failureMessage).toMatch(SATURATED);
  };

const measuresOneColour: Check = async (runs) => {
  const score = await runs['light-curve']!.score('lightcurve.csv');
  expect(score['points']).toBe(score['frames']);
  expect(Math.abs(Number(score['amplitude ratio']) - 1)).toBeLessThan(0.04);
  expect(Number(score['scatter (mmag)'])).toBeLessThan(7);
};

/** Colours of the stack, natural logarithm of red by blue: 1 is true. */
const stacksColours: Check = async (runs, truth) => {
  await measuresOneColour(runs, truth);
  const score = await runs['align-and-stack']!.score('stack.fits');
  expect(score).not.toHaveProperty('BAYERPAT');
  expect(Math.abs(Number(score['ln(R/B) of the target']) - 1)).toBeLessThan(0.02);
  expect(runs['colour-image']!.failureMessage).toBeNull();
};

const hasTrueTimes: Check = async (runs) => {
  const score = await runs['light-curve']!.score('lightcurve.csv');
  expect(Math.abs(Number(score['bjd_tdb late (s)']))).toBeLessThan(1);
};

const countsCopiesOnce: Check = async (runs, { frames }) => {
  const stack = runs['align-and-stack']!;
  const originals = new Set(frames.map(({ file }) => file.replace(' (1)', ''))).size;
  expect(Number((await stack.score('stack.fits'))['NCOMBINE'])).toBe(originals);
  const copies = stack.warnings.filter(({ code }) => code === 'frameLeftOut');
  expect(copies).toHaveLength(8);
  for (const { text } of copies) expect(text).toContain('is a copy of');
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

/** Of stars with a wrong magnitude: it is named and left out where the others tell, else the error says so. */
const doubtsMagnitudes: Check = async (runs) => {
  const [four, two] = [runs['four-known']!, runs['two-known']!];
  expect(four.warnings).toMatchObject([
    { code: 'magnitudesLeftOut', parameters: { stars: [{ name: 'typo' }] } }
  ]);
  const score = await four.score('lightcurve.csv');
  expect(Math.abs(Number(score['offset']) - Number(score['true magnitude']))).toBeLessThan(0.03);
  expect(two.warnings).toMatchObject([{ code: 'magnitudesDisagree' }]);
  const report = await two.blobOf('lightcurve_aavso.txt').text();
  const errors = report
    .split('\r\n')
    .filter((line) => /^[^#]/.test(line))
    .map((line) => Number(line.split(',')[3]));
  expect(Math.min(...errors)).toBeGreaterThan(0.2);
};

const pointsOf = (flagged: string | undefined): number => (flagged ?? '').match(/'128'/g)?.length ?? 0;

/** All points have light of another star, and none a cosmic ray. */
const isCrowded =
  (code: 'neighbourLight' | 'targetIsWide'): Check =>
  async (runs) => {
    const run = runs['light-curve']!;
    expect(run.warnings).toMatchObject([{ code }]);
    const score = await run.score('lightcurve.csv');
    expect(pointsOf(score['flagged'])).toBe(Number(score['points']));
  };

/** Those points, and few others, have light of the star that the target passes. */
const isCrowdedInPassage: Check = async (runs, truth) => {
  const run = runs['light-curve']!;
  const names = (truth['frames_of_the_passage'] as readonly number[]).map((f) => truth.frames[f]!.file);
  const { flagged } = await run.score('lightcurve.csv');
  for (const name of names) expect(flagged).toContain(`'${name}': '128'`);
  expect(pointsOf(flagged)).toBeLessThan(names.length + 4);
  expect(run.warnings).toContainEqual(expect.objectContaining({ code: 'neighbourLight' }));
};

/** A nova that is not there yet has limits, and no magnitudes. */
const hasLimits: Check = async (runs) => {
  for (const run of Object.values(runs)) {
    const score = await run.score('lightcurve.csv');
    expect(score['points']).toBe('4');
    expect(score['magnitudes given where nothing was']).toBeUndefined();
    expect(run.warnings).toContainEqual(expect.objectContaining({ code: 'targetNotSeen' }));
    const [header, ...rows] = (await run.blobOf('lightcurve.csv').text()).trim().split('\r\n');
    const column = header!.split(',').indexOf('limit');
    const limits = rows
      .map((row) => row.split(',')[column]!)
      .filter((limit) => limit !== '')
      .map(Number);
    expect(limits).toHaveLength(8);
    expect(Math.min(...limits)).toBeGreaterThan(14.5);
  }
};

/** Every frame has a point, and they follow the truth. */
const isMeasured: Check = async (runs) => {
  const run = runs['light-curve']!;
  expect(run.failureMessage).toBeNull();
  const score = await run.score('lightcurve.csv');
  expect(score['points']).toBe(score['frames']);
  expect(Math.abs(Number(score['amplitude ratio']) - 1)).toBeLessThan(0.04);
  expect(score['flagged']).toBe('{}');
  expect(run.log).not.toContain('Infinity');
};

const namesBinning: Check = (runs) => {
  const left = runs['light-curve']!.warnings.filter(({ code }) => code === 'frameLeftOut');
  expect(left).toHaveLength(6);
  for (const warning of left) expect(warning.parameters).toMatchObject({ problem: { code: 'otherScale' } });
};

/** By frames left out and points missing, each with a reason that names it. */
const hasReasons: Check = async (runs) => {
  const run = runs['light-curve']!;
  const named = run.warnings.flatMap(({ parameters }) => {
    const { name, names = [name], problem } = parameters as Record<string, never>;
    return problem ? (names as string[]) : [];
  });
  const score = await run.score('lightcurve.csv');
  const without = [...score['without a point']!.matchAll(/f\d+\.fits/g)].map(([name]) => name);
  expect(without.length).toBeGreaterThan(10);
  expect([...new Set(named)].sort()).toEqual(without);
  expect(run.warnings).toContainEqual(
    expect.objectContaining({
      code: 'pointsMissing',
      parameters: expect.objectContaining({ problem: { code: 'targetAtEdge', parameters: {} } })
    })
  );
};

/** The pattern is named, and no star is called constant that is not. */
const namesPattern: Check = (runs) => {
  const run = runs['light-curve']!;
  expect(run.warnings).toContainEqual(
    expect.objectContaining({
      code: 'moreScatter',
      parameters: { factor: expect.any(Number), followsPlace: true }
    })
  );
  const called =
    run.log.match(/Constant: it scatters by ([\d.]+) mmag, and its errors predict ([\d.]+)/g) ?? [];
  expect(called.length).toBeLessThan(3);
};

const CASES: Readonly<Record<string, Check>> = {
  plain: isRight,
  'gain-unknown-low': hasMeasuredGain,
  'gain-unknown-high': hasMeasuredGain,
  'gain-dial': hasMeasuredGain,
  'varying-comparison-low-gain': hasMeasuredGain,
  'clip-12-bit': isSaturated('light-curve'),
  'clip-12-bit-shifted': isSaturated('light-curve'),
  'clip-14-bit-shifted': isSaturated('light-curve'),
  'clip-then-calibrate': isSaturated('raw', 'calibrated'),
  'saturate-card-then-calibrate': isSaturated('raw', 'calibrated'),
  'longitude-west': hasTrueAirmass,
  'mosaic-sine': stacksColours,
  'mosaic-hot-pixels': measuresOneColour,
  'rgb-cubes': measuresOneColour,
  'bjd-header': hasTrueTimes,
  'hjd-header': hasTrueTimes,
  'companion-4px': isCrowded('neighbourLight'),
  'companion-6px': isCrowded('neighbourLight'),
  'companion-transit': isCrowded('targetIsWide'),
  'asteroid-passes-star': isCrowdedInPassage,
  'wrong-comparison': doubtsMagnitudes,
  'not-detected': hasLimits,
  'donut-9': isMeasured,
  'trailed-8': isMeasured,
  undersampled: isMeasured,
  'three-stars': isMeasured,
  'mixed-binning': namesBinning,
  'vignette-drift': namesPattern,
  'clouds-and-edge': hasReasons,
  'row-order': isEven,
  'darks-two-gains': isEven,
  duplicates: countsCopiesOnce,
  'stack-times': hasTimesOfAll
};

describe.skipIf(!canMakeCases)('frames simulated with one fault each', () => {
  let folder = '';
  beforeAll(() => void (folder = makeCases(Object.keys(CASES))), 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(Object.keys(CASES))('%s', { timeout: 60_000 }, async (name) => {
    expect.hasAssertions();
    const { truth, runs } = await runCase(folder, name);
    await CASES[name]!(runs, truth);
  });
});

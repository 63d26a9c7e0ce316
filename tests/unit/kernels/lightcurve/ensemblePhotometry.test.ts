import { describe, expect, it } from 'vitest';
import { constantStars } from '../../../../src/lib/kernels/lightcurve/constantStars';
import { detrend } from '../../../../src/lib/kernels/lightcurve/detrend';
import {
  ensemblePhotometry,
  type FluxMatrix
} from '../../../../src/lib/kernels/lightcurve/ensemblePhotometry';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { relativeCurve } from '../../../../src/lib/kernels/lightcurve/relativeCurve';

const FRAMES = 60;
const SKY = 4e4;
const STARS = 14;
const TARGET = 0;
const VARIABLE = 5;
/** A star with some measurements missing. */
const PATCHY = 7;
/** A measurement spoilt by a cosmic ray. */
const HIT = { star: 3, frame: 20 };

/** Photon noise of stars and sky under drifting clouds; the target dims by 2 % in the middle third. */
function simulate(seed: number) {
  const random = new Random(seed);
  const clouds = Array.from(
    { length: FRAMES },
    (_, f) => 0.6 + 0.4 * Math.cos(f / 7) ** 2 * random.uniform()
  );
  const flux = new Float64Array(STARS * FRAMES);
  const error = new Float64Array(STARS * FRAMES);
  const truth = Float64Array.from({ length: FRAMES }, (_, f) => (f >= 20 && f < 40 ? 0.98 : 1));
  for (let s = 0; s < STARS; s++)
    for (let f = 0; f < FRAMES; f++) {
      const factor = s === TARGET ? truth[f] : s === VARIABLE ? 1 + 0.03 * Math.sin(f / 3) : 1;
      const mean = 1.5e5 * (s + 1) ** 0.5 * clouds[f] * factor;
      const i = s * FRAMES + f;
      flux[i] = random.poisson(mean + SKY) - SKY;
      error[i] = Math.sqrt(Math.max(1, flux[i]) + SKY);
      if (s === PATCHY && f % 3 === 0) flux[i] = NaN;
    }
  flux[HIT.star * FRAMES + HIT.frame] *= 1.2;
  return { matrix: { stars: STARS, frames: FRAMES, flux, error } satisfies FluxMatrix, clouds, truth };
}

const CANDIDATES = Array.from({ length: STARS - 1 }, (_, i) => i + 1);
const simulated = Array.from({ length: 12 }, (_, seed) => simulate(seed));
const solved = simulated.map(({ matrix }) => constantStars(matrix, CANDIDATES));

const rms = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, x) => sum + x ** 2, 0) / values.length);
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

describe('ensemblePhotometry', () => {
  it('solves the least-squares problem: the residuals of each star and each frame add up to zero', () => {
    const { matrix } = simulated[0];
    const { members, magnitude, zeroPoint, weights } = ensemblePhotometry(matrix, CANDIDATES);
    const residual = (s: number, f: number) => {
      const i = s * FRAMES + f;
      return weights[i] > 0
        ? weights[i] * (-2.5 * Math.log10(matrix.flux[i]) - magnitude[s] - zeroPoint[f])
        : 0;
    };
    const frames = [...Array(FRAMES).keys()];
    for (const s of members)
      expect(Math.abs(frames.reduce((sum, f) => sum + residual(s, f), 0))).toBeLessThan(20);
    for (const f of frames)
      expect(Math.abs(members.reduce((sum, s) => sum + residual(s, f), 0))).toBeLessThan(20);
    expect(members.reduce((sum, s) => sum + 10 ** (-0.4 * magnitude[s]), 0)).toBeCloseTo(1, 9);
  });

  it('follows the clouds within its stated errors', () => {
    const pulls = simulated.flatMap(({ clouds }, n) => {
      const { zeroPoint, weight } = solved[n].ensemble;
      const off = [...zeroPoint].map((value, f) => value + 2.5 * Math.log10(clouds[f]));
      return off.map((value, f) => (value - mean(off)) * Math.sqrt(weight[f]));
    });
    expect(rms(pulls)).toBeGreaterThan(0.9);
    expect(rms(pulls)).toBeLessThan(1.05);
  });

  it('rejects a value hit by a cosmic ray, and nothing else of that star', () => {
    for (const { ensemble } of solved) {
      const weights = ensemble.weights.subarray(HIT.star * FRAMES, (HIT.star + 1) * FRAMES);
      expect([...weights.keys()].filter((f) => weights[f] === 0)).toEqual([HIT.frame]);
    }
  });

  it('has no zero point where no star was measured', () => {
    const { matrix } = simulated[0];
    const flux = matrix.flux.slice();
    for (const s of CANDIDATES) flux[s * FRAMES + 4] = NaN;
    const ensemble = ensemblePhotometry({ ...matrix, flux }, CANDIDATES);
    const { magnitude } = relativeCurve({ ...matrix, flux }, ensemble, TARGET);
    expect([...magnitude.keys()].filter((f) => Number.isNaN(magnitude[f]))).toEqual([4]);
    expect(ensemblePhotometry(matrix, []).zeroPoint.every(Number.isNaN)).toBe(true);
  });
});

describe('constantStars', () => {
  it('finds the variable star and takes no other for one', () => {
    const found = solved.map(({ variable }) => variable.map(({ star }) => star));
    expect(found.every((stars) => stars.includes(VARIABLE))).toBe(true);
    // Of 12 x 12 constant stars, none or one should be off by 4 standard errors.
    expect(found.flat().length - found.length).toBeLessThanOrEqual(1);
    const { scatter, expected } = solved[0].variable[0];
    expect(scatter).toBeGreaterThan(0.018);
    expect(expected).toBeLessThan(0.004);
  });

  it('keeps both of two stars that disagree', () => {
    expect(constantStars(simulated[0].matrix, [1, VARIABLE])).toMatchObject({
      ensemble: { members: [1, VARIABLE] },
      variable: []
    });
  });
});

describe('relativeCurve', () => {
  it('recovers the target as precisely as photon noise allows, with correct errors', () => {
    const pulls: number[] = [];
    const depths: number[] = [];
    for (const [n, { matrix, truth }] of simulated.entries()) {
      const { magnitude, error } = relativeCurve(matrix, solved[n].ensemble, TARGET);
      const off = [...magnitude].map((value, f) => value + 2.5 * Math.log10(truth[f]));
      off.forEach((value, f) => pulls.push((value - mean(off)) / error[f]));
      const inside = [...magnitude].filter((_, f) => truth[f] < 1);
      const outside = [...magnitude].filter((_, f) => truth[f] === 1);
      depths.push(mean(inside) - mean(outside));
      const photons = rms([...error.keys()].map((f) => (1.0857 * matrix.error[f]) / matrix.flux[f]));
      expect(rms(off.map((value) => value - mean(off)))).toBeLessThan(1.25 * photons);
      expect(rms([...error])).toBeLessThan(1.06 * photons);
    }
    expect(rms(pulls)).toBeGreaterThan(0.96);
    expect(rms(pulls)).toBeLessThan(1.04);
    const scatter = rms(depths.map((depth) => depth - mean(depths)));
    expect(Math.abs(mean(depths) - 0.02194)).toBeLessThan((3 * scatter) / Math.sqrt(depths.length));
    expect(scatter).toBeLessThan(0.0012);
  });

  it('measures a comparison star against all others, so that its own noise is not hidden', () => {
    const pulls = simulated.flatMap(({ matrix }, n) =>
      [1, 2, 12, 13].flatMap((star) => {
        const { magnitude, error } = relativeCurve(matrix, solved[n].ensemble, star);
        return [...magnitude].map((value, f) => (value - mean([...magnitude])) / error[f]);
      })
    );
    expect(rms(pulls)).toBeGreaterThan(0.96);
    expect(rms(pulls)).toBeLessThan(1.04);
  });
});

describe('detrend', () => {
  const random = new Random(3);
  const airmass = Float64Array.from({ length: 80 }, (_, i) => 1 + ((i - 40) / 40) ** 2);
  const x = Float64Array.from(airmass, (_, i) => 500 + 0.3 * i);
  const error = new Float64Array(80).fill(0.002);
  const noise = Float64Array.from(airmass, () => 0.002 * random.normal());

  it('finds the slopes, and leaves the mean unchanged', () => {
    const magnitude = noise.map((value, i) => 12 + 0.05 * airmass[i] - 0.001 * x[i] + value);
    const trend = detrend(magnitude, error, [airmass, x])!;
    expect(trend.slopes[0]).toBeCloseTo(0.05, 2);
    expect(trend.slopes[1]).toBeCloseTo(-0.001, 4);
    expect(mean([...trend.values])).toBeCloseTo(0, 10);
    expect(
      rms([...magnitude].map((value, i) => value - trend.values[i] - mean([...magnitude])))
    ).toBeLessThan(rms([...noise]));
  });

  it('gives up if a quantity is constant, unknown or depends on another, or if there are too few points', () => {
    const constant = new Float64Array(80).fill(1.3);
    expect(detrend(noise, error, [constant])).toBeNull();
    expect(detrend(noise, error, [x, x.map((value) => 2 * value - 7)])).toBeNull();
    expect(detrend(noise.subarray(0, 3), error, [airmass, x])).toBeNull();
    expect(detrend(noise, error, [new Float64Array(80).fill(NaN)])).toBeNull();
    // No point vanishes because its airmass is not known.
    expect(detrend(noise, error, [airmass.map((value, i) => (i === 7 ? NaN : value))])).toBeNull();
  });
});

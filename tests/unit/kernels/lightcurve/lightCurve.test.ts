import { describe, expect, it } from 'vitest';
import { meanOfFinite } from '../../../../src/lib/domain/units/meanOfFinite';
import { curveProblemText, verdictText } from '../../../../src/lib/domain/measurement/sentences';
import { SOURCE_QUALITY } from '../../../../src/lib/domain/measurement/sourceQuality';
import { lightCurve } from '../../../../src/lib/kernels/lightcurve/lightCurve';
import { choices, FRAMES, measuredStars } from '../../../fixtures/measuredStars';

const first = (count: number) => new Set(Array.from({ length: count }, (_, f) => f));
const pointsOf = ({ target }: { target: { magnitude: Float64Array } }) =>
  target.magnitude.filter(Number.isFinite).length;

describe('lightCurve', () => {
  it('keeps its comparison stars however many frames are excluded', () => {
    const measurements = measuredStars(6);
    const { members } = lightCurve(measurements, choices());
    expect(members).toHaveLength(4);
    for (const count of [7, 15, 19]) {
      const curve = lightCurve(measurements, choices({ excluded: first(count) }));
      expect(curve.problem).toBeNull();
      expect(pointsOf(curve)).toBe(FRAMES - count);
      expect(curve.verdicts.filter(({ role }) => role === 'unused')).toEqual([]);
    }
  });

  it('tells what excluded frames would have shown, without heeding them', () => {
    const measurements = measuredStars(6);
    const excluded = new Set([3, 11]);
    const usual = lightCurve(measurements, choices({ radius: 1 }));
    const curve = lightCurve(measurements, choices({ radius: 1, excluded }));
    for (let f = 0; f < FRAMES; f++) {
      const [magnitude, error] = [curve.withExcluded.magnitude[f], curve.withExcluded.error[f]];
      // The stars weigh a little less or more.
      expect(Math.abs(magnitude - usual.target.magnitude[f])).toBeLessThan(0.5 * error);
      expect(error / usual.target.error[f]).toBeCloseTo(1, 1);
      expect(curve.target.magnitude[f]).toBe(excluded.has(f) ? NaN : magnitude);
    }
    for (let i = 0; i < measurements.flux.length; i++)
      if (excluded.has(i % FRAMES)) measurements.flux[i] *= 1 + (i % 5);
    expect(lightCurve(measurements, choices({ radius: 1, excluded })).target).toEqual(curve.target);
  });

  it('has no points, and says why, when all frames are excluded', () => {
    const curve = lightCurve(measuredStars(6), choices({ excluded: first(FRAMES) }));
    expect(pointsOf(curve)).toBe(0);
    expect(curve.problem?.code).toBe('allExcluded');
    expect(curveProblemText(curve.problem!)).toBe('All frames are excluded: include some of them again.');
  });

  it('says so when the check star leaves no star to compare with', () => {
    for (const changed of [{ check: 1 }, { check: 1, comparisons: [1] }, { comparisons: [] }]) {
      const curve = lightCurve(measuredStars(2), choices(changed));
      expect(curve.members).toEqual([]);
      expect(pointsOf(curve)).toBe(0);
      expect(curve.problem?.code).toBe('noneLeft');
      expect(curveProblemText(curve.problem!)).toBe(
        'No star is left to compare with: choose one, or another check star.'
      );
    }
  });

  it('knows nothing of a lone comparison star', () => {
    const { verdicts } = lightCurve(measuredStars(2), choices());
    expect(verdicts[1]).toMatchObject({ role: 'comparison', reason: { code: 'alone' } });
    expect(verdictText(verdicts[1].reason!)).toBe(
      'It is the only one, so there is no way to tell whether it varies.'
    );
  });

  it('says so when no star is fit to compare with', () => {
    const measurements = measuredStars(3);
    measurements.quality.fill(SOURCE_QUALITY.saturated, FRAMES);
    const curve = lightCurve(measurements, choices());
    expect(pointsOf(curve)).toBe(0);
    expect(curve.problem?.code).toBe('noneFit');
    expect(curveProblemText(curve.problem!)).toMatch(
      /^No star is fit for comparison; the table of stars says why\. /
    );
    expect(curve.verdicts[1]).toMatchObject({
      role: 'unused',
      reason: { code: 'seldomMeasured', parameters: { seen: 0, of: 20, because: 'saturated', on: 20 } }
    });
    expect(verdictText(curve.verdicts[1].reason!)).toBe(
      'It was measured on only 0 of 20 frames: it is saturated on 20.'
    );
  });

  it('leaves out other stars where they were hit, but not the target, nor what is on a star all night', () => {
    const clean = measuredStars(6);
    const hit = measuredStars(6);
    for (const star of [0, 2]) {
      const i = star * FRAMES + 5;
      hit.quality[i] = SOURCE_QUALITY.cosmicRay;
      for (let r = 0; r < 3; r++) hit.flux[r * 6 * FRAMES + i] *= 1.2;
    }
    hit.quality.fill(SOURCE_QUALITY.hotPixel, 4 * FRAMES, 5 * FRAMES);
    const asked = choices({ comparisons: [2, 4, 5], radius: 1 });
    const curve = lightCurve(hit, asked);
    const usual = lightCurve(clean, asked);
    expect(Number.isNaN(curve.curveOf(2).magnitude[5])).toBe(true);
    expect(curve.curveOf(4).magnitude.filter(Number.isFinite)).toHaveLength(FRAMES);
    const brighter = usual.target.magnitude[5] - curve.target.magnitude[5];
    expect(Math.abs(brighter - 2.5 * Math.log10(1.2))).toBeLessThan(0.02);
  });

  it('says of a star that it was hit too often', () => {
    const measurements = measuredStars(6);
    measurements.quality.fill(SOURCE_QUALITY.hotPixel, 2 * FRAMES, 2 * FRAMES + 8);
    expect(verdictText(lightCurve(measurements, choices()).verdicts[2].reason!)).toBe(
      'It was measured on only 12 of 20 frames: a cosmic ray or a hot pixel is on it on 8.'
    );
  });

  it('gives a limit in place of a magnitude where the target is not seen', () => {
    const measurements = measuredStars(6);
    const size = 6 * FRAMES;
    // Not at all, just not, just, and below the sky.
    const sigmas = [0, 2.9, 3.1, -2];
    for (let r = 0; r < 3; r++)
      sigmas.forEach(
        (sigma, f) => (measurements.flux[r * size + f] = sigma * measurements.error[r * size + f])
      );
    const curve = lightCurve(measurements, choices({ radius: 1 }));
    expect([...curve.limits].map(Number.isFinite)).toEqual(
      Array.from({ length: FRAMES }, (_, f) => [0, 1, 3].includes(f))
    );
    expect([...curve.target.magnitude].map(Number.isFinite)).toEqual(
      [...curve.limits].map((limit) => !Number.isFinite(limit))
    );
    expect([...curve.target.error].map(Number.isFinite)).toEqual(
      [...curve.target.magnitude].map(Number.isFinite)
    );
    const whole = measuredStars(6);
    const usual = lightCurve(whole, choices({ radius: 1 })).target.magnitude;
    const lightAt = (f: number) => 10 ** (0.4 * (usual[f] - curve.limits[f])) * whole.flux[size + f];
    expect(lightAt(0) / whole.error[size]).toBeCloseTo(3, 1);
    expect(lightAt(1) / whole.error[size]).toBeCloseTo(5.9, 0);
    expect(lightCurve(measurements, choices({ radius: 1, detection: 2.5 })).limits[1]).toBeNaN();
  });

  it.each([
    ['no doubt', [10, 10.03, 9.97, 10.01], null, 10.0025],
    [
      'one that does not fit',
      [10, 10.03, 10.8, 10.01],
      { code: 'leftOut', parameters: { stars: [{ star: 3, by: expect.closeTo(0.787, 2) }] } },
      10.0133
    ],
    ['two that differ', [10, 10.8], { code: 'undecided', parameters: { stars: [1, 2] } }, 10.4],
    ['three that all differ', [10, 10.5, 11], { code: 'undecided', parameters: { stars: [1, 2, 3] } }, 10.5]
  ])('of the magnitudes given for its stars, with %s', (_, given, doubt, scale) => {
    const measurements = measuredStars(6);
    const members = given.map((_, i) => i + 1);
    const plain = lightCurve(measurements, choices({ comparisons: members, radius: 1 }));
    const own = members.map((star) => meanOfFinite(plain.curveOf(star).magnitude));
    given.forEach((value, i) => (measurements.stars.magnitude[i + 1] = own[i] + value));
    const curve = lightCurve(measurements, choices({ comparisons: members, radius: 1 }));
    expect(curve).toMatchObject({ disagreement: doubt });
    expect(curve.zeroPoint).toBeCloseTo(scale, 1);
    const spread = doubt?.code === 'undecided' ? Math.max(...given) - Math.min(...given) : 0;
    expect(curve.zeroPointError).toBeGreaterThanOrEqual(spread / 4);
    expect(curve.zeroPointError).toBeLessThan(0.05 + spread);
  });
});

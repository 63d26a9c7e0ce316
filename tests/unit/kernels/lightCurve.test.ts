import { describe, expect, it } from 'vitest';
import type { Choices } from '../../../src/lib/domain/LightCurve';
import type { Measurements } from '../../../src/lib/domain/Measurements';
import { SOURCE_QUALITY } from '../../../src/lib/domain/sourceQuality';
import { lightCurve } from '../../../src/lib/kernels/lightCurve';
import { Random } from '../../../src/lib/kernels/Random';

const FRAMES = 20;

/** Some stars under clouds, measured through three apertures to 1 % each; star 0 is the target. */
function measure(stars: number): Measurements {
  const random = new Random(3);
  const size = stars * FRAMES;
  const unknown = () => new Float64Array(FRAMES).fill(NaN);
  const places = () => Float64Array.from({ length: size }, () => 100);
  return {
    target: { name: 'V1', ra: NaN, dec: NaN },
    filter: 'V',
    frames: {
      count: FRAMES,
      names: Array.from({ length: FRAMES }, (_, f) => `f${f}.fits`),
      time: Float64Array.from({ length: FRAMES }, (_, f) => 60_000 * f),
      bjdTdb: unknown(),
      airmass: unknown(),
      fwhm: new Float64Array(FRAMES).fill(3),
      apertureScale: new Float64Array(FRAMES).fill(1),
      problems: Array.from({ length: FRAMES }, () => '')
    },
    stars: {
      count: stars,
      names: Array.from({ length: stars }, (_, s) => `S${s}`),
      x: new Float64Array(stars),
      y: new Float64Array(stars),
      magnitude: new Float64Array(stars).fill(NaN),
      against: Array.from({ length: stars }, () => '')
    },
    radii: Float64Array.of(2, 3, 4),
    asked: { radius: null, comparisons: null },
    flux: Float64Array.from(
      { length: 3 * size },
      (_, i) =>
        1e4 * (1 + (Math.floor(i / FRAMES) % stars)) * (0.8 + (i % 7) / 50) * (1 + 0.01 * random.normal())
    ),
    error: Float64Array.from({ length: 3 * size }, (_, i) => 100 * (1 + (Math.floor(i / FRAMES) % stars))),
    x: places(),
    y: places(),
    sky: places(),
    quality: new Uint8Array(size)
  };
}

const choices = (changed: Partial<Choices> = {}): Choices => ({
  radius: null,
  comparisons: null,
  check: null,
  detrendsAirmass: false,
  detrendsPlace: false,
  excluded: new Set(),
  ...changed
});

const first = (count: number) => new Set(Array.from({ length: count }, (_, f) => f));
const pointsOf = ({ target }: { target: { magnitude: Float64Array } }) =>
  target.magnitude.filter(Number.isFinite).length;

describe('lightCurve', () => {
  it('keeps its comparison stars however many frames are excluded', () => {
    const measurements = measure(6);
    const { members } = lightCurve(measurements, choices());
    expect(members).toHaveLength(4);
    for (const count of [7, 15, 19]) {
      const curve = lightCurve(measurements, choices({ excluded: first(count) }));
      expect(curve.problem).toBe('');
      expect(pointsOf(curve)).toBe(FRAMES - count);
      expect(curve.verdicts.filter(({ role }) => role === 'unused')).toEqual([]);
    }
  });

  it('tells what excluded frames would have shown, without heeding them', () => {
    const measurements = measure(6);
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
    const curve = lightCurve(measure(6), choices({ excluded: first(FRAMES) }));
    expect(pointsOf(curve)).toBe(0);
    expect(curve.problem).toBe('All frames are excluded: take in some of them again.');
  });

  it('says so when the check star leaves no star to compare with', () => {
    for (const changed of [{ check: 1 }, { check: 1, comparisons: [1] }, { comparisons: [] }]) {
      const curve = lightCurve(measure(2), choices(changed));
      expect(curve.members).toEqual([]);
      expect(pointsOf(curve)).toBe(0);
      expect(curve.problem).toBe('No star is left to compare with: choose one, or another check star.');
    }
  });

  it('says so when no star is fit to compare with', () => {
    const measurements = measure(3);
    measurements.quality.fill(SOURCE_QUALITY.saturated, FRAMES);
    const curve = lightCurve(measurements, choices());
    expect(pointsOf(curve)).toBe(0);
    expect(curve.problem).toMatch(/^No star is fit to compare with: /);
    expect(curve.verdicts[1]).toMatchObject({
      role: 'unused',
      reason: 'It was measured on 0 of 20 frames only: it is saturated on 20.'
    });
  });
});

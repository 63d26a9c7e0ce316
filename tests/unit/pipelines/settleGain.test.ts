import { describe, expect, it } from 'vitest';
import type { Measurements } from '../../../src/lib/domain/measurement/Measurements';
import { Random } from '../../../src/lib/kernels/simulation/Random';
import { settleGain } from '../../../src/lib/pipelines/lightcurve/settleGain';

const [STARS, FRAMES, SKY] = [12, 14, 30];
const COMPARISONS = Array.from({ length: STARS - 1 }, (_, i) => i + 1);

/** Two apertures with the same light, of a camera of this gain; errors as `assumed` has them. */
function measured(gain: number, assumed: number, frames = FRAMES): Measurements {
  const random = new Random(8);
  const flux = new Float64Array(STARS * frames);
  for (let s = 0; s < STARS; s++) {
    const light = 2e4 * 20 ** random.uniform();
    for (let f = 0; f < frames; f++)
      flux[s * frames + f] = (light + Math.sqrt(light + SKY ** 2) * random.normal()) / gain;
  }
  const error = flux.map((value) => Math.sqrt(value / assumed + (SKY / gain) ** 2));
  const names = (count: number) => Array.from({ length: count }, String);
  const nothing = new Float64Array(frames);
  return {
    target: { name: 'T', ra: NaN, dec: NaN },
    filter: '',
    frames: {
      count: frames,
      names: names(frames),
      uids: names(frames).map(() => null),
      time: nothing,
      bjdTdb: nothing,
      airmass: nothing,
      fwhm: nothing,
      apertureScale: nothing,
      problems: names(frames).map(() => null)
    },
    stars: {
      count: STARS,
      names: names(STARS),
      x: new Float64Array(STARS),
      y: new Float64Array(STARS),
      magnitude: new Float64Array(STARS).fill(NaN),
      against: names(STARS).map(() => null)
    },
    radii: Float64Array.of(3, 5),
    asked: { radius: null, comparisons: null },
    flux: Float64Array.of(...flux, ...flux),
    error: Float64Array.of(...error, ...error),
    x: new Float64Array(STARS * frames),
    y: new Float64Array(STARS * frames),
    sky: new Float64Array(STARS * frames),
    quality: new Uint8Array(STARS * frames)
  };
}

const said = (value: number, isCertain: boolean, frames = FRAMES) =>
  Array.from({ length: frames }, () => ({ value, source: 'GAIN', isCertain }));
const unsaid = (frames = FRAMES) => Array.from({ length: frames }, () => null);

describe('errors', () => {
  it('are by the gain of the headers where it is certain, and stars agree', () => {
    const measurements = measured(2, 2);
    const before = measurements.error.slice();
    expect(settleGain(measurements, said(2, true), COMPARISONS)).toBeNull();
    expect(measurements.error).toEqual(before);
  });

  it.each([
    ['headers do not say it', unsaid(), 1, null],
    ['headers give what may be a dial', said(40, false), 40, 40]
  ] as const)('of all apertures are by the gain that stars tell where %s', (_, gains, assumed, header) => {
    const measurements = measured(0.3, assumed);
    const warning = settleGain(measurements, gains, COMPARISONS);
    if (warning?.code !== 'gainMeasured') throw new Error(`not measured: ${warning?.code}`);
    const { gain } = warning.parameters;
    expect(warning.parameters.header).toBe(header);
    expect(Math.abs(gain - 0.3)).toBeLessThan(0.1);
    for (const [i, error] of measurements.error.entries())
      expect(error).toBeCloseTo(Math.sqrt(measurements.flux[i]! / gain + (SKY / 0.3) ** 2), 3);
  });

  it('are by a doubtful gain that the stars confirm', () => {
    expect(settleGain(measured(2, 2), said(2, false), COMPARISONS)).toBeNull();
  });

  it.each([
    ['assumed', unsaid(4), 'gainAssumed'],
    ['doubtful', said(1, false, 4), 'gainDoubtful']
  ] as const)('are by a gain that is said to be %s where too few frames tell', (_, gains, code) => {
    expect(settleGain(measured(1, 1, 4), gains, COMPARISONS)?.code).toBe(code);
  });

  it('that are larger than the scatter allows are said to be so', () => {
    const warning = settleGain(measured(4, 0.5), said(0.5, true), COMPARISONS);
    expect(warning).toMatchObject({ code: 'gainContradicted', parameters: { header: 0.5 } });
  });
});

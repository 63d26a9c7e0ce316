import { describe, expect, it } from 'vitest';
import { gainByScatter, withGain } from '../../../../src/lib/kernels/lightcurve/gainByScatter';
import type { FluxMatrix } from '../../../../src/lib/kernels/lightcurve/ensemblePhotometry';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

interface Night {
  readonly seed: number;
  readonly gain: number;
  readonly stars?: number;
  readonly frames?: number;
  /** Noise of the sky in the aperture, electrons. */
  readonly sky?: number;
  /** Of star 0, relative. */
  readonly variation?: number;
}

/** Fluxes under clouds, as a camera of this gain counts them; errors as if a unit were an electron. */
function night({ seed, gain, stars = 14, frames = 14, sky = 40, variation = 0 }: Night): FluxMatrix {
  const random = new Random(seed);
  const flux = new Float64Array(stars * frames);
  const error = new Float64Array(stars * frames);
  const clarity = Array.from({ length: frames }, () => 0.8 + 0.2 * random.uniform());
  for (let s = 0; s < stars; s++) {
    const light = 5e3 * 40 ** random.uniform();
    for (let f = 0; f < frames; f++) {
      const mean = light * clarity[f]! * (s === 0 ? 1 + variation * Math.sin(f) : 1);
      const counts = (mean + Math.sqrt(mean + sky ** 2) * random.normal()) / gain;
      flux[s * frames + f] = counts;
      error[s * frames + f] = Math.sqrt(Math.max(0, counts) + (sky / gain) ** 2);
    }
  }
  return { stars, frames, flux, error };
}

const all = ({ stars }: FluxMatrix) => [...Array(stars).keys()];
const ones = ({ frames }: FluxMatrix) => new Float64Array(frames).fill(1);
const measure = (matrix: FluxMatrix) => gainByScatter(matrix, all(matrix), ones(matrix));

describe('the gain', () => {
  it.each([0.05, 0.25, 1, 4, 30])('of %f electrons per unit is found within its error', (gain) => {
    const found = Array.from({ length: 40 }, (_, seed) => measure(night({ seed, gain }))!);
    const pulls = found.map(({ value, error }) => (value - gain) / error);
    expect(found.every(({ error }) => error < 0.5 * gain)).toBe(true);
    expect(Math.abs(pulls.reduce((sum, pull) => sum + pull, 0) / pulls.length)).toBeLessThan(0.7);
    expect(Math.sqrt(pulls.reduce((sum, pull) => sum + pull ** 2, 0) / pulls.length)).toBeLessThan(1.6);
  });

  it('is not misled by one star that varies', () => {
    const found = measure(night({ seed: 3, gain: 0.25, variation: 0.2 }))!;
    expect(Math.abs(found.value - 0.25)).toBeLessThan(3 * found.error);
  });

  it('is not told by few stars or frames, or under a bright sky', () => {
    expect(measure(night({ seed: 1, gain: 2, stars: 3 }))).toBeNull();
    expect(measure(night({ seed: 1, gain: 2, frames: 5 }))).toBeNull();
    expect(measure(night({ seed: 1, gain: 2, sky: 4000 }))).toBeNull();
  });
});

it('errors by another gain are those that they would have been', () => {
  const matrix = night({ seed: 5, gain: 0.5 });
  const changed = withGain(matrix, ones(matrix), 0.5);
  for (const [i, error] of changed.error.entries())
    expect(error).toBeCloseTo(Math.sqrt(Math.max(0, matrix.flux[i]!) / 0.5 + 80 ** 2), 6);
  expect(changed.flux).toBe(matrix.flux);
});

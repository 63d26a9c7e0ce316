import { describe, expect, it } from 'vitest';
import { ensemblePhotometry } from '../../../../src/lib/kernels/lightcurve/ensemblePhotometry';
import { excessScatter } from '../../../../src/lib/kernels/lightcurve/excessScatter';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const STARS = 12;
const FRAMES = 25;
const ERROR = 0.005;

/** @param pattern magnitudes by place, from -1 to 1 along each axis @param scatter beyond the errors, magnitudes */
function excessOf(seed: number, pattern: (x: number, y: number) => number, scatter = 0) {
  const random = new Random(seed);
  const column = () => new Float64Array(STARS * FRAMES);
  const [x, y, flux, error] = [column(), column(), column(), column()];
  for (let s = 0; s < STARS; s++) {
    const [x0, y0] = [1000 * random.uniform(), 1000 * random.uniform()];
    for (let f = 0, i = s * FRAMES; f < FRAMES; f++, i++) {
      x[i] = x0 + 8 * f;
      y[i] = y0 - 5 * f;
      const noise = Math.hypot(ERROR, scatter) * random.normal();
      const magnitude = pattern((x[i]! - 600) / 600, (y[i]! - 440) / 600) + noise + 0.1 * Math.sin(f);
      flux[i] = 1e5 * 10 ** (-0.4 * magnitude);
      error[i] = (flux[i]! * ERROR * Math.LN10) / 2.5;
    }
  }
  const matrix = { stars: STARS, frames: FRAMES, flux, error };
  const members = Array.from({ length: STARS }, (_, s) => s);
  return excessScatter({ x, y }, matrix, ensemblePhotometry(matrix, members));
}

const flat = () => 0;

describe('excessScatter', () => {
  it('finds none where the errors are right', () => {
    for (let seed = 1; seed <= 40; seed++) expect(excessOf(seed, flat)).toBeNull();
  });

  it('tells by how much stars scatter more, wherever they are', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const excess = excessOf(seed, flat, Math.sqrt(3) * ERROR)!;
      expect(Math.abs(excess.factor - 2)).toBeLessThan(0.35);
      expect(excess.followsPlace).toBe(false);
    }
  });

  it('knows what follows the place on the camera', () => {
    for (let seed = 1; seed <= 10; seed++)
      expect(excessOf(seed, (x, y) => 0.3 * (x ** 2 + y ** 2))?.followsPlace).toBe(true);
  });
});

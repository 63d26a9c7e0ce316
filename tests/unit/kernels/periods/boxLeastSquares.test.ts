import { expect, test } from 'vitest';
import { boxLeastSquares } from '../../../../src/lib/kernels/periods/boxLeastSquares';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import type { TimeSeries } from '../../../../src/lib/kernels/periods/TimeSeries';
import { loadKernels } from '../../../../src/lib/kernels/wasm/loadKernels';
import facts from '../../../fixtures/periodFacts.json';

const { boxLeastSquares: fact } = facts;
const series: TimeSeries = {
  times: Float64Array.from(fact.times),
  values: Float64Array.from(fact.values),
  errors: Float64Array.from(fact.errors)
};
const grid = { start: fact.start, step: fact.step, count: fact.count };

/** Time of mid-transit relative to the first time, folded to -period/2 to period/2, days. */
function phase(midTransit: number, j: number): number {
  const period = 1 / (grid.start + j * grid.step);
  const cycles = (midTransit - series.times[0]) / period;
  return (cycles - Math.round(cycles)) * period;
}

test('equals astropy, except where that overwrites the last bin of a period with the first', () => {
  const found = boxLeastSquares(series, grid, [fact.duration]);
  const compared = Array.from(found.snr, (_, j) => j).filter(
    (j) => Math.min(Math.abs(phase(found.midTransit[j], j)), Math.abs(phase(fact.midTransit[j], j))) > 0.08
  );
  expect(compared.length).toBeGreaterThan(100);
  for (const j of compared) {
    expect(found.snr[j]).toBeCloseTo(fact.snr[j], 8);
    expect(found.depth[j]).toBeCloseTo(fact.depth[j], 10);
    expect(found.depthError[j]).toBeCloseTo(fact.depthError[j], 10);
    expect(phase(found.midTransit[j], j)).toBeCloseTo(phase(fact.midTransit[j], j), 8);
  }
});

test('gives the same result with kernels', async () => {
  const kernels = (await loadKernels())!;
  expect(boxLeastSquares(series, grid, [fact.duration, 0.2], kernels)).toEqual(
    boxLeastSquares(series, grid, [fact.duration, 0.2])
  );
});

const PERIOD = 2.5;

/** Transits 2 % deep and 0.2 d long, centred on the time `mid` and repeated every PERIOD. */
function transits(mid: number, errorOf: (random: Random) => number): TimeSeries {
  const random = new Random(3);
  const times = Float64Array.from({ length: 900 }, () => 30 * random.uniform()).sort();
  const errors = times.map(() => errorOf(random));
  const values = times.map((time, i) => {
    const cycles = (time - mid) / PERIOD;
    return (
      1 - (Math.abs(cycles - Math.round(cycles)) * PERIOD < 0.1 ? 0.02 : 0) + errors[i] * random.normal()
    );
  });
  return { times, values, errors };
}

test.each([0.9, 2.5, 0.02])('finds the best of several durations, with mid-transit at %d d', (mid) => {
  const noisy = transits(mid, (random) => 0.003 + 0.004 * random.uniform());
  const found = boxLeastSquares(noisy, { start: 0.2, step: 0.002, count: 200 }, [0.1, 0.2, 0.3]);
  const best = found.snr.indexOf(Math.max(...found.snr));
  expect(1 / (0.2 + best * 0.002)).toBeCloseTo(PERIOD, 2);
  expect(found.duration[best]).toBe(0.2);
  expect(Math.abs(found.depth[best] - 0.02)).toBeLessThan(3 * found.depthError[best]);
  const cycles = (found.midTransit[best] - mid) / PERIOD;
  expect(Math.abs(cycles - Math.round(cycles)) * PERIOD).toBeLessThan(0.03);
});

test('gives the depth of the points in the box, and its error', () => {
  const series = transits(1.2, () => 0.004);
  const { depth, depthError, midTransit } = boxLeastSquares(series, { start: 0.4, step: 1, count: 1 }, [0.2]);
  const inside = (time: number) => {
    const cycles = (time - midTransit[0]) / PERIOD;
    return Math.abs(cycles - Math.round(cycles)) * PERIOD < 0.1;
  };
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const low = [...series.values].filter((_, i) => inside(series.times[i]));
  const high = [...series.values].filter((_, i) => !inside(series.times[i]));
  expect(depth[0]).toBeCloseTo(mean(high) - mean(low), 10);
  expect(depthError[0]).toBeCloseTo(0.004 * Math.sqrt(1 / low.length + 1 / high.length), 10);
});

test('finds no box in a series that only rises, nor in a single point', () => {
  const times = Float64Array.from({ length: 60 }, (_, i) => i / 7);
  const rising = { times, values: times.map((time) => Number(time % 2 < 0.1)), errors: times.map(() => 1) };
  const { snr } = boxLeastSquares(rising, { start: 0.5, step: 1, count: 1 }, [0.1]);
  expect(snr[0]).toBeLessThan(0.3);
  const one = { times: Float64Array.of(1), values: Float64Array.of(2), errors: Float64Array.of(3) };
  expect(boxLeastSquares(one, { start: 0.5, step: 1, count: 2 }, [0.1]).snr).toEqual(Float64Array.of(0, 0));
});

test.each<[Partial<typeof grid>, readonly number[]]>([
  [{ start: 0 }, [0.1]],
  [{ step: 0 }, [0.1]],
  [{ count: 0 }, [0.1]],
  [{ count: 2 ** 22 }, [1e-9]],
  [{}, []],
  [{}, [0]],
  [{}, [0.1, 5]],
  [{ start: 1e-9 }, [0.1]]
])('refuses the grid %o with durations %o', (change, durations) => {
  expect(() => boxLeastSquares(series, { ...grid, ...change }, durations)).toThrow(RangeError);
});

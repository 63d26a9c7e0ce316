/**
 * Run by Node on its own: makes periodograms of so many points, again and again, and prints what each time took as JSON.
 */
import { boxLeastSquares } from '../../src/lib/kernels/periods/boxLeastSquares';
import { lombScargle } from '../../src/lib/kernels/periods/lombScargle';
import { Random } from '../../src/lib/kernels/simulation/Random';
import { loadKernels } from '../../src/lib/kernels/wasm/loadKernels';
import { timesOf } from './timesOf';

/** Milliseconds. */
export interface Periodograms {
  readonly lombScargle: readonly number[];
  readonly boxLeastSquares: readonly number[];
}

const [repetitions, points, frequencies, periods] = process.argv.slice(2).map(Number) as [
  number,
  number,
  number,
  number
];
const random = new Random(points);
const times = Float64Array.from({ length: points }, () => (points / 50) * random.uniform()).sort();
const wave = times.map((time) => 0.05 * Math.sin((2 * Math.PI * time) / 0.7321) + 0.05 * random.normal());
const dips = times.map((time) => 1 - ((time - 0.3) % 1.8342 < 0.1 ? 0.02 : 0) + 0.005 * random.normal());
const step = 1 / (5 * (times.at(-1)! - times[0]!));
const grid = { start: step / 2, step, count: frequencies };
const boxGrid = { start: 0.2, step: 1.8 / (periods - 1), count: periods };
const kernels = await loadKernels();
const made: Periodograms = {
  lombScargle: await timesOf(repetitions, () =>
    lombScargle({ times, values: wave, errors: times.map(() => 0.05) }, grid)
  ),
  boxLeastSquares: await timesOf(repetitions, () =>
    boxLeastSquares({ times, values: dips, errors: times.map(() => 0.005) }, boxGrid, [0.1], kernels)
  )
};
process.stdout.write(JSON.stringify(made));

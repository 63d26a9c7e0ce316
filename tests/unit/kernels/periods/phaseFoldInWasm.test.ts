import { expect, test } from 'vitest';
import { plainPhaseFold } from '../../../../src/lib/kernels/periods/PhaseFold';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { lendRoom } from '../../../../src/lib/kernels/wasm/lendRoom';
import { loadKernels } from '../../../../src/lib/kernels/wasm/loadKernels';
import { phaseFoldInWasm } from '../../../../src/lib/kernels/periods/phaseFoldInWasm';

const kernels = (await loadKernels())!;
const BINS = 40;

test('both twins add each point to the bin of its phase, with bit-identical sums', () => {
  const random = new Random(5);
  // Some fall into the same bin in succession.
  const points = Float64Array.from({ length: 6 * 200 }, (_, i) =>
    i % 6 < 2 ? 0.37 * Math.floor(i / 18) + 0.05 * random.uniform() : random.normal()
  );
  const folds = [plainPhaseFold(points, BINS + 1), phaseFoldInWasm(kernels, points, BINS + 1)!];
  for (const frequency of [0.31, 2.7]) {
    const expected = new Float64Array(2 * BINS + 2);
    for (let i = 0; i < 400; i++) {
      const pair = 6 * (i >> 1);
      const phase = (points[pair + (i & 1)]! * frequency) % 1;
      const bin = 1 + Math.floor(phase * BINS);
      expected[2 * bin]! += points[pair + 2 + 2 * (i & 1)]!;
      expected[2 * bin + 1]! += points[pair + 3 + 2 * (i & 1)]!;
    }
    for (const { bins, add } of folds) {
      bins.fill(0);
      add(frequency, BINS);
      expect(bins).toEqual(expected);
    }
  }
});

test('leaves a fold too large for the memory of the module to the plain twin', () => {
  expect(phaseFoldInWasm(kernels, new Float64Array(6), 2 ** 22)).toBeNull();
});

test('while that memory is lent, folding is left to the plain one', async () => {
  const fold = () => phaseFoldInWasm(kernels, new Float64Array(6), BINS);
  expect(await lendRoom(kernels, async () => fold())).toBeNull();
  expect(fold()).not.toBeNull();
});

import { expect, it } from 'vitest';
import { transformPoint, type Affine } from '../../../../src/lib/domain/image/Affine';
import { fitTransform, type StarPairs } from '../../../../src/lib/kernels/alignment/fitTransform';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

/** Pairs with the error `errorOf` gives for their index; the first is the brightest. */
function pairsOf(transform: Affine, count: number, errorOf: (i: number) => number, seed = 1): StarPairs {
  const random = new Random(seed);
  const points = Array.from({ length: count }, () => ({
    x: 2000 * random.uniform(),
    y: 1000 * random.uniform()
  }));
  const images = points.map((point, i) => {
    const { x, y } = transformPoint(transform, point);
    return { x: x + errorOf(i) * random.normal(), y: y + errorOf(i) * random.normal() };
  });
  return {
    x: Float64Array.from(points, ({ x }) => x),
    y: Float64Array.from(points, ({ y }) => y),
    toX: Float64Array.from(images, ({ x }) => x),
    toY: Float64Array.from(images, ({ y }) => y),
    flux: Float64Array.from(points, (_, i) => count - i)
  };
}

function largestError(found: Affine, truth: Affine): number {
  const corners = [0, 2000].flatMap((x) => [0, 1000].map((y) => ({ x, y })));
  return Math.max(
    ...corners.map((corner) => {
      const at = transformPoint(found, corner);
      const expected = transformPoint(truth, corner);
      return Math.hypot(at.x - expected.x, at.y - expected.y);
    })
  );
}

const SHEARED: Affine = [1.1, 0.2, -0.1, 0.9, 30, -40];
const TURNED: Affine = [0.6, 0.8, -0.8, 0.6, 30, -40];
const MIRRORED: Affine = [0.6, 0.8, 0.8, -0.6, 30, -40];

it.each([
  ['affine', SHEARED],
  ['similarity', TURNED],
  ['similarity', MIRRORED]
] as const)('is exact on exact pairs: %s', (model, transform) => {
  const fit = fitTransform(pairsOf(transform, 50, () => 0));
  expect(fit).toMatchObject({ model, count: 50 });
  expect(fit.rms).toBeLessThan(1e-9);
  expect(largestError(fit.transform, transform)).toBeLessThan(1e-9);
});

it('fits two pairs, and refuses one', () => {
  const { transform } = fitTransform(pairsOf(TURNED, 2, () => 0));
  expect(largestError(transform, TURNED)).toBeLessThan(1e-9);
  expect(() => fitTransform(pairsOf(TURNED, 1, () => 0))).toThrow(RangeError);
});

it('fits a similarity to pairs on a line', () => {
  const pairs = pairsOf(TURNED, 20, () => 0);
  const onLine = { ...pairs, y: pairs.x.map((x) => 2 * x) };
  for (let i = 0; i < 20; i++) {
    const { x, y } = transformPoint(TURNED, { x: onLine.x[i], y: onLine.y[i] });
    onLine.toX[i] = x;
    onLine.toY[i] = y;
  }
  expect(fitTransform(onLine)).toMatchObject({ model: 'similarity', count: 20 });
});

it('rejects wrong pairs', () => {
  const pairs = pairsOf(SHEARED, 300, () => 0.05);
  for (let i = 0; i < 300; i += 5) pairs.toX[i] += 2;
  const fit = fitTransform(pairs);
  expect(fit.count).toBeGreaterThan(230);
  expect(fit.count).toBeLessThanOrEqual(240);
  expect(fit.rms).toBeCloseTo(0.05 * Math.SQRT2, 2);
  expect(largestError(fit.transform, SHEARED)).toBeLessThan(0.02);
});

it('is nearly as good as if the errors were known', () => {
  // The brightest tenth has a tenth of the error: with equal weights the fit would be 3 times worse.
  const errorOf = (i: number): number => (i < 100 ? 0.01 : 0.1);
  const errors = Array.from({ length: 40 }, (_, seed) =>
    largestError(fitTransform(pairsOf(SHEARED, 1000, errorOf, seed)).transform, SHEARED)
  );
  const rms = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
  // At a corner of the field, a coordinate has sqrt(1 + 3 + 3) times the error of the mean; the worst corner has more.
  const best = Math.sqrt((2 * 7) / (100 / 0.01 ** 2 + 900 / 0.1 ** 2));
  expect(rms / best).toBeGreaterThan(0.8);
  expect(rms / best).toBeLessThan(2);
});

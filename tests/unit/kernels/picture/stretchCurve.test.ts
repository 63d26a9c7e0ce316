import { expect, test } from 'vitest';
import { STRETCHES, type Stretch } from '../../../../src/lib/domain/image/FrameDisplay';
import { stretchCurve } from '../../../../src/lib/kernels/picture/stretchCurve';

const fractions = Array.from({ length: 101 }, (_, i) => i / 100);

test.each(Object.keys(STRETCHES) as Stretch[])('%s leads from 0 to 1 and never back', (stretch) => {
  const curve = fractions.map((fraction) => stretchCurve(stretch, fraction));
  expect(curve[0]).toBeCloseTo(0, 12);
  expect(curve[100]).toBeCloseTo(1, 12);
  curve.slice(1).forEach((value, i) => expect(value).toBeGreaterThan(curve[i]!));
});

// astropy.visualization: LinearStretch, SqrtStretch, LogStretch, AsinhStretch, PowerStretch(2), all of 0.2.
test.each([
  ['linear', 0.2],
  ['sqrt', 0.4472135954999579],
  ['log', 0.7676209501511251],
  ['asinh', 0.4814970397832952],
  ['power', 0.04]
] as const)('%s is that of astropy', (stretch, expected) => {
  expect(stretchCurve(stretch, 0.2)).toBeCloseTo(expected, 9);
});

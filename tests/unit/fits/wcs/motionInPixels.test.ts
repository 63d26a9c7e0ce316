import { expect, it } from 'vitest';
import { motionInPixels } from '../../../../src/lib/fits/wcs/motionInPixels';

/** Two arcseconds per pixel, east to the left. */
const sky = { pixelScale: 2, north: [0, 1], east: [-1, 0] } as const;

it.each([
  [0, [0, 30]],
  [90, [-30, 0]],
  [-45, [Math.SQRT1_2 * 30, Math.SQRT1_2 * 30]]
])('goes from north through east: %d degrees', (positionAngle, expected) => {
  motionInPixels(sky, 60, positionAngle).forEach((value, axis) =>
    expect(value).toBeCloseTo(expected[axis]!, 12)
  );
});

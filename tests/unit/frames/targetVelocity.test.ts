import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { readWcs } from '../../../src/lib/fits/wcs/readWcs';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { velocityBetween, velocityOnSky } from '../../../src/lib/frames/targetVelocity';

const HOUR = 3_600_000;

describe('velocityBetween', () => {
  const start = { place: { x: 10, y: 20 }, time: 1_000_000 };

  it('is the way by the time, in pixels an hour', () => {
    const end = { place: { x: 16, y: 17 }, time: 1_000_000 + 1.5 * HOUR };
    expect(velocityBetween(start, end)).toEqual({ x: 4, y: -2 });
    expect(velocityBetween(end, start)).toEqual({ x: 4, y: -2 });
  });

  it.each([1_000_000, null, NaN])('is not known where the later time is %s', (time) => {
    expect(velocityBetween(start, { place: { x: 16, y: 17 }, time })).toBeNull();
    expect(velocityBetween({ place: { x: 16, y: 17 }, time }, start)).toBeNull();
  });
});

describe('velocityOnSky', () => {
  /** North up and east to the left, 0.36 arcseconds a pixel. */
  const cards: readonly Card[] = [
    ['CTYPE1', 'RA---TAN'],
    ['CTYPE2', 'DEC--TAN'],
    ['CRPIX1', 50],
    ['CRPIX2', 50],
    ['CRVAL1', 10],
    ['CRVAL2', 20],
    ['CDELT1', -1e-4],
    ['CDELT2', 1e-4]
  ];

  it.each([
    ['north', 0, [0, 100]],
    ['east', 90, [-100, 0]],
    ['south-west', 225, [70.7107, -70.7107]]
  ])('goes %s', async (_where, angle, [x, y]) => {
    const blob = writeFits({ data: new Uint8Array(1e4), axes: [100, 100], cards });
    const { hdus } = await openFits(blob);
    const velocity = velocityOnSky({ wcs: readWcs(hdus[0].header) }, { x: 49, y: 49 }, 36, angle)!;
    expect(velocity.x).toBeCloseTo(x!, 2);
    expect(velocity.y).toBeCloseTo(y!, 2);
  });

  it('is not known without coordinates', () => {
    expect(velocityOnSky({ wcs: null }, { x: 49, y: 49 }, 36, 0)).toBeNull();
  });
});

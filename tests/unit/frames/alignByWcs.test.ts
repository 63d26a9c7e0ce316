import { expect, it } from 'vitest';
import { transformPoint } from '../../../src/lib/domain/image/Affine';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { readWcs } from '../../../src/lib/fits/wcs/readWcs';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { alignByWcs, type PlacedFrame } from '../../../src/lib/frames/alignByWcs';

const [WIDTH, HEIGHT] = [200, 150];
/** Degrees for a pixel. */
const SCALE = 1e-4;

/** A frame whose pixel (x, y) shows RA 10, Dec 20, turned by an angle, degrees. */
async function placed(x: number, y: number, turn = 0, more: readonly Card[] = []): Promise<PlacedFrame> {
  const [cosine, sine] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const cards: Card[] = [
    ['CTYPE1', 'RA---TAN'],
    ['CTYPE2', 'DEC--TAN'],
    ['CRPIX1', x + 1],
    ['CRPIX2', y + 1],
    ['CRVAL1', 10],
    ['CRVAL2', 20],
    ['CD1_1', -SCALE * cosine],
    ['CD1_2', SCALE * sine],
    ['CD2_1', SCALE * sine],
    ['CD2_2', SCALE * cosine],
    ...more
  ];
  const blob = writeFits({ data: new Uint8Array(WIDTH * HEIGHT), axes: [WIDTH, HEIGHT], cards });
  const { hdus } = await openFits(blob);
  return { width: WIDTH, height: HEIGHT, wcs: readWcs(hdus[0].header) };
}

function aligned(reference: PlacedFrame, frame: PlacedFrame) {
  const found = alignByWcs(reference, frame);
  if ('refusal' in found) throw new Error(found.refusal.code);
  return found;
}

const distance = ({ x, y }: { x: number; y: number }, place: readonly [x: number, y: number]): number =>
  Math.hypot(x - place[0], y - place[1]);

it('takes a pixel of the reference to the one that shows the same sky', async () => {
  const { whole } = aligned(await placed(100, 75), await placed(90.5, 80.25, 30));
  expect(distance(transformPoint(whole.transform, { x: 100, y: 75 }), [90.5, 80.25])).toBeLessThan(0.01);
  const [cosine, sine] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  const place = transformPoint(whole.transform, { x: 110, y: 75 });
  expect(Math.hypot(place.x - 90.5, place.y - 80.25)).toBeCloseTo(10, 2);
  expect(Math.abs(place.x - 90.5)).toBeCloseTo(10 * cosine, 2);
  expect(Math.abs(place.y - 80.25)).toBeCloseTo(10 * sine, 2);
  expect(whole.rms).toBeLessThan(0.01);
});

it('goes from and to frames that were made smaller in their own pixels', async () => {
  const toFile = [2, 0, 0, 2, 0.5, 0.5] as const;
  const small = { ...(await placed(90, 80)), width: WIDTH / 2, height: HEIGHT / 2, toFile };
  const { whole } = aligned({ ...(await placed(100, 75)), width: 100, height: 75, toFile }, small);
  expect(distance(transformPoint(whole.transform, { x: 49.75, y: 37.25 }), [44.75, 39.75])).toBeLessThan(
    0.01
  );
});

it('fits a part of the reference for itself, and the whole where the part is off the sky', async () => {
  const { whole, transformOf } = aligned(await placed(100, 75), await placed(90, 80));
  const part = transformOf({ x0: 0, x1: 50, y0: 0, y1: 50 });
  expect(distance(transformPoint(part, { x: 20, y: 30 }), [10, 35])).toBeLessThan(0.01);
  expect(distance(transformPoint(whole.transform, { x: 20, y: 30 }), [10, 35])).toBeLessThan(0.01);
});

it('says that one of them has no coordinates', async () => {
  const frame = await placed(100, 75);
  for (const pair of [
    [frame, { ...frame, wcs: null }],
    [{ ...frame, wcs: null }, frame]
  ] as const)
    expect(alignByWcs(pair[0], pair[1])).toEqual({ refusal: { code: 'noCoordinates', parameters: {} } });
});

it('says that they show different parts of the sky', async () => {
  expect(alignByWcs(await placed(100, 75), await placed(100 + WIDTH, 75))).toEqual({
    refusal: { code: 'differentSky', parameters: {} }
  });
});

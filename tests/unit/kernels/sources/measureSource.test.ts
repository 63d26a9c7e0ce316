import { expect, test } from 'vitest';
import { SOURCE_QUALITY } from '../../../../src/lib/domain/measurement/sourceQuality';
import { measureSource } from '../../../../src/lib/kernels/sources/measureSource';
import { SourceTable } from '../../../../src/lib/kernels/sources/SourceTable';

const SIDE = 40;
const SIGMA = 2;

/** Measures a star from the pixels within `own` of it; another star is `distance` away. */
function measured(distance: number, another: number, own = 2) {
  const light = new Float32Array(SIDE * SIDE);
  const pixels: number[] = [];
  for (let i = 0; i < light.length; i++) {
    const [x, y] = [(i % SIDE) - 15.3, Math.floor(i / SIDE) - 20.4];
    const star = (dx: number) => Math.exp(-((x - dx) ** 2 + y * y) / (2 * 1.5 ** 2));
    light[i] = 100 * star(0) + another * star(distance);
    if (Math.hypot(x, y) < own) pixels.push(i);
  }
  const table = new SourceTable();
  measureSource(
    {
      left: 100,
      top: 50,
      width: SIDE,
      height: SIDE,
      pixels: Int32Array.from(pixels),
      pixelCount: pixels.length,
      light,
      smoothed: light,
      quality: new Uint8Array(SIDE * SIDE)
    },
    SIGMA,
    table
  );
  return table;
}

test('the window converges on the source', () => {
  const table = measured(7, 0);
  expect(table.column('x')[0]).toBeCloseTo(115.3, 3);
  expect(table.column('y')[0]).toBeCloseTo(70.4, 3);
  expect(table.column('fwhm')[0]).toBeCloseTo(2.3548 * 1.5, 2);
  expect(table.column('quality')[0]).toBe(0);
});

test('a window that moves on to another source says nothing about this one', () => {
  const table = measured(5.5, 20_000, 1.5);
  expect(table.column('quality')[0]).toBe(SOURCE_QUALITY.notCentred);
  expect(table.column('x')[0]).toBe(table.column('xBarycentre')[0]);
  expect(table.column('fwhm')[0]).toBeNaN();
});

test('pixels without light are not a source', () => {
  expect(measured(0, -100).count).toBe(0);
  expect(measured(0, 0, 0).count).toBe(0);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  affineScale,
  composeAffine,
  invertAffine,
  transformPoint,
  type Affine
} from '../../../../src/lib/domain/image/Affine';

const number = fc.double({ min: -100, max: 100, noNaN: true });
const affines = fc
  .tuple(number, number, number, number, number, number)
  .filter(([a, b, c, d]) => Math.abs(a * d - b * c) > 0.1);
const points = fc.record({ x: number, y: number });

test('maps as DOMMatrix does', () => {
  expect(transformPoint([1, 2, 3, 4, 5, 6], { x: 10, y: 100 })).toEqual({ x: 315, y: 426 });
});

test('the inverse leads back, a composition does one after the other', () => {
  fc.assert(
    fc.property(affines, affines, points, (first, second, point) => {
      const there = transformPoint(first, point);
      const back = transformPoint(invertAffine(first), there);
      const room = 1e-6 * Math.max(1, ...first.map(Math.abs)) ** 3;
      expect(Math.hypot(back.x - point.x, back.y - point.y)).toBeLessThan(room);
      const both = transformPoint(composeAffine(second, first), point);
      const oneByOne = transformPoint(second, there);
      expect(Math.hypot(both.x - oneByOne.x, both.y - oneByOne.y)).toBeLessThan(1e-6);
    })
  );
});

test('scales by the root of the area', () => {
  const quarterTurn: Affine = [0, 2, -8, 0, 3, 4];
  expect(affineScale(quarterTurn)).toBe(4);
});

test('refuses to invert what maps all to a line', () => {
  expect(() => invertAffine([1, 2, 2, 4, 0, 0])).toThrow(RangeError);
  expect(() => invertAffine([NaN, 0, 0, 1, 0, 0])).toThrow(RangeError);
});

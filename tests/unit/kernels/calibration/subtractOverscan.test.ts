import { expect, it } from 'vitest';
import { cutSection } from '../../../../src/lib/kernels/calibration/cutSection';
import { subtractOverscan } from '../../../../src/lib/kernels/calibration/subtractOverscan';

const WIDTH = 12;
const HEIGHT = 9;
const image = (pixel: (x: number, y: number) => number) => ({
  data: Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => pixel(i % WIDTH, Math.floor(i / WIDTH))),
  width: WIDTH,
  height: HEIGHT
});
const full = { x0: 0, x1: 9, y0: 0, y1: HEIGHT };

it('subtracts from each row the median of its overscan', () => {
  const raw = image((x, y) => 1000 + 10 * y + (x < 9 ? 7 : x === 10 ? 500 : x === 11 ? NaN : 0));
  const subtracted = subtractOverscan(raw, { x0: 9, x1: 12, y0: 0, y1: HEIGHT });
  expect([...new Set(cutSection(subtracted, full).data)]).toEqual([7 - 250]);
  expect([
    ...new Set(cutSection(subtractOverscan(raw, { x0: 9, x1: 10, y0: 0, y1: HEIGHT }), full).data)
  ]).toEqual([7]);
  expect(raw.data[0]).toBe(1007);
});

it('subtracts column by column where the overscan lies above the image', () => {
  const raw = image((x, y) => 1000 + 10 * x + (y < 7 ? 3 : 0));
  const { data } = subtractOverscan(raw, { x0: 0, x1: WIDTH, y0: 7, y1: 9 });
  expect([...new Set(data.subarray(0, 7 * WIDTH))]).toEqual([3]);
});

it('uses the level of the nearest overscan row beyond the ends of the overscan', () => {
  const raw = image((_, y) => y);
  const { data } = subtractOverscan(raw, { x0: 10, x1: 12, y0: 2, y1: 6 });
  expect(Array.from({ length: HEIGHT }, (_, y) => data[y * WIDTH])).toEqual([-2, -1, 0, 0, 0, 0, 1, 2, 3]);
});

it('refuses an overscan that is empty or outside the image', () => {
  const raw = image(() => 0);
  expect(() => subtractOverscan(raw, { x0: 9, x1: 13, y0: 0, y1: 9 })).toThrow(RangeError);
  expect(() => subtractOverscan(raw, { x0: 9, x1: 9, y0: 0, y1: 9 })).toThrow(RangeError);
});

it('cuts a section', () => {
  const cut = cutSection(
    image((x, y) => 100 * y + x),
    { x0: 3, x1: 5, y0: 2, y1: 4 }
  );
  expect(cut).toEqual({ data: Float32Array.of(203, 204, 303, 304), width: 2, height: 2 });
});

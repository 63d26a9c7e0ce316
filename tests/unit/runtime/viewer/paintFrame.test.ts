import { expect, test } from 'vitest';
import type { Affine } from '../../../../src/lib/domain/image/Affine';
import type { BayerPattern, FrameDisplay } from '../../../../src/lib/domain/image/FrameDisplay';
import { colourTable } from '../../../../src/lib/runtime/viewer/colourTable';
import { FrameLevels } from '../../../../src/lib/runtime/viewer/FrameLevels';
import { paintFrame } from '../../../../src/lib/runtime/viewer/paintFrame';

const DISPLAY: FrameDisplay = {
  stretch: 'linear',
  limits: { kind: 'zscale' },
  colourMap: 'grey',
  inverted: false,
  marksSaturated: false,
  bayer: null
};

/** A frame in which each value is its index: 0, 1, 2 ... */
function counted(width: number, height: number) {
  return { data: Float32Array.from({ length: width * height }, (_, i) => i), width, height };
}

/** Red, green, blue and opacity of each pixel, row by row. */
function paint(
  image: ReturnType<typeof counted>,
  imageToCanvas: Affine,
  [width, height]: readonly [number, number],
  {
    bayer = null,
    display = DISPLAY,
    saturation = Infinity
  }: { bayer?: BayerPattern | null; display?: FrameDisplay; saturation?: number } = {}
): number[][][] {
  const limit = [0, 255] as const;
  const data = new Uint8ClampedArray(width * height * 4);
  paintFrame(
    {
      levels: new FrameLevels(image, bayer),
      imageToCanvas,
      limits: [limit, limit, limit],
      saturation,
      table: colourTable(display)
    },
    { data, width, height }
  );
  const pixel = (x: number, y: number) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => pixel(x, y)));
}

const greys = (rows: readonly (readonly number[][])[]) =>
  rows.map((row) => row.map(([red, , , opacity]) => (opacity ? red : null)));

test('at full size, the first row is at the bottom', () => {
  expect(greys(paint(counted(3, 2), [1, 0, 0, -1, 0.5, 1.5], [3, 2]))).toEqual([
    [3, 4, 5],
    [0, 1, 2]
  ]);
});

test('enlarged, each pixel is a square; the surroundings of the frame stay transparent', () => {
  expect(greys(paint(counted(2, 1), [2, 0, 0, 2, 1, 1], [5, 3]))).toEqual([
    [0, 0, 1, 1, null],
    [0, 0, 1, 1, null],
    [null, null, null, null, null]
  ]);
});

test('reduced, each pixel is a mean; moved, only the visible part is painted', () => {
  const { data, width, height } = counted(8, 4);
  const even = { data: data.map((value) => 2 * value), width, height };
  // The squares of (4, 5, 12, 13) and (6, 7, 14, 15), each times 2.
  expect(greys(paint(even, [0.5, 0, 0, 0.5, -1.75, 0.25], [2, 1]))).toEqual([[17, 21]]);
});

test('blank pixels are transparent, values beyond the limits are black or white', () => {
  const image = { data: Float32Array.of(NaN, -5, 999, Infinity, -Infinity), width: 5, height: 1 };
  expect(greys(paint(image, [1, 0, 0, 1, 0.5, 0.5], [5, 1]))).toEqual([[null, 0, 255, 255, 0]]);
});

test('a mosaic is shown in colour', () => {
  const image = { data: Float32Array.of(200, 100, 100, 50), width: 2, height: 2 };
  const [[pixel]] = paint(image, [1, 0, 0, 1, 0.5, 0.5], [1, 1], { bayer: 'RGGB' }) as [[number[]]];
  expect(pixel).toEqual([200, 100, 50, 255]);
});

test('colour maps, stretches and inversion are those of the display', () => {
  const half = { data: Float32Array.of(63.75), width: 1, height: 1 };
  const at = (display: Partial<FrameDisplay>) =>
    paint(half, [1, 0, 0, 1, 0.5, 0.5], [1, 1], { display: { ...DISPLAY, ...display } })[0]![0];
  expect(at({ stretch: 'sqrt' })).toEqual([128, 128, 128, 255]);
  expect(at({ inverted: true })).toEqual([191, 191, 191, 255]);
  // matplotlib's viridis(64), exact to the last step.
  const viridis = at({ colourMap: 'viridis' })!;
  [59, 82, 139].forEach((level, channel) => expect(Math.abs(viridis[channel]! - level)).toBeLessThan(3));
});

test.each([null, 'RGGB'] as const)('marks saturated pixels of mosaic %s', (bayer) => {
  const rows = paint(counted(4, 4), [1, 0, 0, 1, 0.5, 0.5], [4, 4], { bayer, saturation: 15 });
  const marked = rows.flatMap((row, y) =>
    row.flatMap(([r, g, b], x) => (r === 255 && g === 0 && b === 170 ? [[x, y]] : []))
  );
  expect(marked).toContainEqual([3, 3]);
  expect(marked).not.toContainEqual([0, 0]);
});

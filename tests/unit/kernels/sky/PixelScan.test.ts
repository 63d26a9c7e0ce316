import { describe, expect, it } from 'vitest';
import type { Image } from '../../../../src/lib/domain/image/Image';
import { plainPixelScan } from '../../../../src/lib/kernels/sky/PixelScan';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { loadKernels } from '../../../../src/lib/kernels/wasm/loadKernels';
import { pixelScanInWasm } from '../../../../src/lib/kernels/sky/pixelScanInWasm';
import { pixelsInWasm } from '../../../../src/lib/kernels/wasm/pixelsInWasm';

const kernels = (await loadKernels())!;
const random = new Random(1);
const SPECIAL = [NaN, Infinity, -Infinity, 9, 9, -3];

/** Few levels, so that many pixels have the highest; on average one pixel in `every` has a special value. */
const pixels = (count: number, every: number): Float32Array =>
  Float32Array.from({ length: count }, () =>
    random.uniform() * every < 1
      ? SPECIAL[Math.floor(random.uniform() * SPECIAL.length)]
      : Math.floor(10 * random.uniform())
  );

/** Scans of the same image, plain and in WebAssembly, where other values follow it in memory. */
function scansOf({ data, width, height }: Image) {
  const room = pixelsInWasm(kernels, data.length)!;
  new Float32Array(kernels.memory.buffer, room.byteOffset, data.length + 8).fill(99);
  room.set(data);
  return [plainPixelScan({ data, width, height }), pixelScanInWasm(kernels, { data: room, width, height })];
}

const imageOf = (width: number, height: number, every: number): Image => ({
  data: pixels(width * height, every),
  width,
  height
});

it.each([2, 40, 1e9])('scans pixels like its twin in WebAssembly, with one special value in %d', (every) => {
  for (let count = 0; count < 70; count++) {
    const image = imageOf(count, 1, every);
    const { data } = image;
    const [plain, scan] = scansOf(image);
    const finite = data.filter(Number.isFinite);
    const highest = Math.max(...finite);
    const atHighest = finite.filter((value) => value === highest).length;
    const expected = { highest, atHighest, present: finite.length };
    expect(plain.highestValue()).toEqual(expected);
    expect(scan.highestValue()).toEqual(expected);
    for (let start = 0; start <= count; start += 3) {
      const end = start + Math.floor((count - start + 1) * random.uniform());
      const found = data.subarray(start, end).findIndex((value) => value > 8);
      const first = found < 0 ? end : start + found;
      expect([plain.firstAbove(start, end, 8), scan.firstAbove(start, end, 8)]).toEqual([first, first]);
    }
  }
});

describe.each([3, 50, 1e9])('in an image with one special value in %d', (every) => {
  it('takes and counts the finite values of a cell', () => {
    const image = imageOf(37, 23, every);
    for (const [left, right, top, bottom, step] of [
      [0, 37, 0, 23, 1],
      [3, 4, 2, 20, 1],
      [5, 31, 7, 22, 1],
      [5, 31, 7, 22, 3],
      [30, 37, 20, 23, 5]
    ]) {
      const expected: number[] = [];
      for (let y = top; y < bottom; y += step)
        for (let x = left; x < right; x += step)
          if (Number.isFinite(image.data[y * 37 + x])) expected.push(image.data[y * 37 + x]);
      const [zero, perBin, bins] = [0.5, 1.5, 12];
      const counted = Array.from(
        { length: bins },
        (_, k) => expected.filter((value) => Math.floor((value - zero) * perBin) === k).length
      );
      for (const scan of scansOf(image)) {
        const { values, count } = scan.takeFinite({ left, right, top, bottom }, step);
        expect([...values.subarray(0, count)]).toEqual(expected);
        const counts = new Int32Array(bins).fill(7);
        scan.countInBins(values, count, zero, perBin, counts);
        expect([...counts]).toEqual(counted);
        expect([...values.subarray(0, count)]).toEqual(expected);
      }
    }
  });

  it.each([1, 2, 3, 5, 6, 7, 8, 9, 40])('finds the bright parts of rows of %d pixels', (width) => {
    for (let round = 0; round < 20; round++) {
      const image = imageOf(width, 3, every);
      const limits = Float32Array.from({ length: width }, () => 160 * random.uniform());
      const at = (x: number, y: number) => image.data[y * width + x];
      const isBright = (x: number): boolean => {
        if (x === 0 || x === width - 1) return true;
        const across = (y: number) => at(x - 1, y) + 2 * at(x, y) + at(x + 1, y);
        const sum = across(0) + 2 * across(1) + across(2);
        return !(sum <= limits[x]) || sum === -Infinity;
      };
      const expected = Array.from({ length: width }, (_, x) => isBright(x));
      for (const scan of scansOf(image)) {
        const parts = scan.brightParts();
        parts.limits.set(limits);
        const count = parts.find(1);
        const found = Array.from({ length: width }, () => false);
        for (let k = 0; k < count; k++) found.fill(true, parts.columns[2 * k], parts.columns[2 * k + 1]);
        expect(found).toEqual(expected);
        // No part is cut in two.
        for (let k = 1; k < count; k++)
          expect(parts.columns[2 * k]).toBeGreaterThan(parts.columns[2 * k - 1]);
      }
    }
  });
});

it('works without WebAssembly where its scratch space is too small', () => {
  const wide = imageOf(2 ** 17 + 1, 3, 50);
  const [plainly, inWasm] = scansOf(wide).map((scan) => {
    const parts = scan.brightParts();
    parts.limits.fill(90);
    return [...parts.columns.subarray(0, 2 * parts.find(1))];
  });
  expect(inWasm).toEqual(plainly);
  const large = imageOf(800, 700, 50);
  const edges = { left: 1, right: 800, top: 0, bottom: 700 };
  const [taken, takenInWasm] = scansOf(large).map((scan) => {
    const { values, count } = scan.takeFinite(edges, 1);
    const counts = new Int32Array(10);
    scan.countInBins(values, count, 0, 1, counts);
    return [count, ...counts];
  });
  expect(takenInWasm).toEqual(taken);
});

it('has room for an image in WebAssembly unless it is very large', () => {
  const large = pixelsInWasm(kernels, 2 ** 21)!;
  expect(large).toHaveLength(2 ** 21);
  large.fill(1);
  expect(pixelsInWasm(kernels, 2 ** 24 + 1)).toBeNull();
});

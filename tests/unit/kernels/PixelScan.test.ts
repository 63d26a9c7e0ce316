import { expect, it } from 'vitest';
import { plainPixelScan } from '../../../src/lib/kernels/PixelScan';
import { Random } from '../../../src/lib/kernels/Random';
import { loadKernels } from '../../../src/lib/kernels/wasm/loadKernels';
import { pixelScanInWasm } from '../../../src/lib/kernels/wasm/pixelScanInWasm';
import { pixelsInWasm } from '../../../src/lib/kernels/wasm/pixelsInWasm';

const kernels = (await loadKernels())!;
const random = new Random(1);
const SPECIAL = [NaN, Infinity, -Infinity, 9, 9, -3];

/** Few levels, so that many are the highest; every so many pixels one is no number. */
const pixels = (count: number, every: number): Float32Array =>
  Float32Array.from({ length: count }, () =>
    random.uniform() * every < 1
      ? SPECIAL[Math.floor(random.uniform() * SPECIAL.length)]
      : Math.floor(10 * random.uniform())
  );

it.each([2, 40, 1e9])('scans pixels as their twin in WebAssembly, one of %d being no number', (every) => {
  for (let count = 0; count < 70; count++) {
    const data = pixels(count, every);
    const room = pixelsInWasm(kernels, count)!;
    // What is beyond the image is not of it.
    new Float32Array(kernels.memory.buffer, room.byteOffset, count + 8).fill(99);
    room.set(data);
    const plain = plainPixelScan(data);
    const scan = pixelScanInWasm(kernels, room);
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

it('has room for an image in WebAssembly unless that is very large', () => {
  const large = pixelsInWasm(kernels, 2 ** 21)!;
  expect(large).toHaveLength(2 ** 21);
  large.fill(1);
  expect(pixelsInWasm(kernels, 2 ** 24 + 1)).toBeNull();
});

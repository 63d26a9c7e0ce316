import { expect, it, vi } from 'vitest';
import { combine } from '../../../../src/lib/kernels/calibration/combine';
import {
  combineStrips,
  type IntegerRows,
  type RowReader
} from '../../../../src/lib/kernels/calibration/combineStrips';

const WIDTH = 7;
const HEIGHT = 11;
const frames = Array.from({ length: 9 }, (_, k) =>
  Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => ((i * 37 + k * 101) % 53) + (i === k ? 5000 : 0))
);
const readers: RowReader[] = frames.map((frame) => async (y0, y1, out) => {
  out.set(frame.subarray(y0 * WIDTH, y1 * WIDTH));
});
const size = { width: WIDTH, height: HEIGHT };

it.each([1, 2, 3, 11])('gives the same in strips of %i rows as in one piece', async (rows) => {
  const onRows = vi.fn<(rows: number) => void>();
  const budget = rows * WIDTH * 4 * frames.length + 3;
  const combined = await combineStrips(readers, { ...size, method: 'clippedMean', budget, onRows });
  expect(combined).toEqual(combine(frames, { method: 'clippedMean' }));
  expect(onRows).toHaveBeenCalledTimes(Math.ceil(HEIGHT / rows));
  expect(onRows).toHaveBeenLastCalledWith(HEIGHT);
});

it('gives the same for two stacks combined at the same time', async () => {
  const others = frames.map((frame) => frame.map((value) => 3 * value));
  const options = { ...size, method: 'clippedMean', budget: 2 * WIDTH * 4 * frames.length } as const;
  const both = [frames, others].map((of) =>
    combineStrips(
      of.map((frame): RowReader => async (y0, y1, out) => {
        await new Promise((resolve) => setTimeout(resolve));
        out.set(frame.subarray(y0 * WIDTH, y1 * WIDTH));
      }),
      options
    )
  );
  expect(await Promise.all(both)).toEqual(
    [frames, others].map((of) => combine(of, { method: 'clippedMean' }))
  );
});

it('holds no more rows than the budget allows', async () => {
  const held = new Map<RowReader, number>();
  const watched = readers.map<RowReader>((read) => (y0, y1, out) => {
    held.set(read, Math.max(held.get(read) ?? 0, out.byteLength));
    return read(y0, y1, out);
  });
  await combineStrips(watched, { ...size, method: 'mean', budget: 800 });
  expect([...held.values()].reduce((sum, bytes) => sum + bytes)).toBeLessThanOrEqual(800);
});

it('refuses a budget of less than a row', async () => {
  await expect(combineStrips(readers, { ...size, method: 'mean', budget: 251 })).rejects.toThrow(
    new RangeError('One row of 9 frames, each 7 pixels wide, takes more than 251 bytes')
  );
});

it('passes on what a reader throws', async () => {
  const broken: RowReader = () => Promise.reject(new Error('frame 3 is cut short'));
  await expect(combineStrips([...readers, broken], { ...size, method: 'mean' })).rejects.toThrow('cut short');
});

const ZERO = 32_768;
const integers: IntegerRows[] = frames.map((frame) => ({
  zero: ZERO,
  read: async (y0, y1, out) => {
    const view = new DataView(out.buffer, out.byteOffset);
    frame.subarray(y0 * WIDTH, y1 * WIDTH).forEach((value, i) => view.setInt16(2 * i, value - ZERO));
  }
}));
const unread: RowReader[] = frames.map(() => () => Promise.reject(new Error('read as float32')));

it('uses integers as stored for a clipped mean', async () => {
  const budget = 4 * WIDTH * 4 * frames.length;
  const combined = await combineStrips(unread, { ...size, method: 'clippedMean', budget, integers });
  expect(combined).toEqual(combine(frames, { method: 'clippedMean' }));
});

it.each([
  ['another method', { method: 'median' }, integers],
  ['scales', { method: 'clippedMean', scales: frames.map((_, k) => 1 + k) }, integers],
  ['offsets', { method: 'clippedMean', offsets: frames.map((_, k) => k) }, integers],
  ['weights', { method: 'clippedMean', weights: frames.map((_, k) => 1 + k) }, integers],
  ['fewer integer frames', { method: 'clippedMean' }, integers.slice(1)],
  ['different zeros', { method: 'clippedMean' }, [{ ...integers[0], zero: 0 }, ...integers.slice(1)]],
  [
    'a zero that is not a whole number',
    { method: 'clippedMean' },
    integers.map((rows) => ({ ...rows, zero: 0.5 }))
  ]
] as const)('does not use them with %s', async (_, options, stored) => {
  const combined = await combineStrips(readers, { ...size, ...options, integers: stored });
  expect(combined).toEqual(combine(frames, options));
});

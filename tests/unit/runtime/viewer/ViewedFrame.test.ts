import { expect, test } from 'vitest';
import type { BayerPattern, FrameDisplay } from '../../../../src/lib/domain/image/FrameDisplay';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { type HduToWrite, writeFits } from '../../../../src/lib/fits/write/writeFits';
import { ViewedFrame } from '../../../../src/lib/runtime/viewer/ViewedFrame';

async function viewed(hdu: HduToWrite): Promise<ViewedFrame> {
  const file = await openFits(writeFits(hdu));
  return ViewedFrame.read(file, file.hdus[0]!, 0);
}

test('values have all their digits, whatever the type', async () => {
  const axes = [2, 1];
  const single = await viewed({ data: Float32Array.of(0.1, NaN), axes });
  expect([await single.value(0, 0), await single.value(1, 0)]).toEqual(['0.1', '']);
  const double = await viewed({ data: Float64Array.of(100.00000001, 2), axes });
  expect(await double.value(0, 0)).toBe('100.00000001');
  const large = await viewed({ data: BigInt64Array.of(9007199254740993n, 1n), axes });
  expect(await large.value(0, 0)).toBe('9007199254740993');
  const integers = await viewed({ data: Int32Array.of(16777217, 1), axes });
  expect(await integers.value(0, 0)).toBe('16777217');
  const unsigned = await viewed({ data: Uint16Array.of(65535, 0), axes });
  expect([await unsigned.value(0, 0), await unsigned.value(1, 0)]).toEqual(['65535', '0']);
});

test('limits differ, even for an image that is all one value or blank', async () => {
  const flat = await viewed({ data: new Uint16Array(100).fill(7), axes: [10, 10] });
  const [[low, high]] = flat.limits({ kind: 'zscale' }, null) as [[number, number]];
  expect(low).toBeLessThan(7);
  expect(high).toBeGreaterThan(7);
  const blank = await viewed({ data: new Float32Array(100).fill(NaN), axes: [10, 10] });
  expect(blank.limits({ kind: 'percentile', percent: 99 }, null)).toEqual([[-0.5, 0.5]]);
});

test('each colour of a mosaic has limits of its own, manual ones are the same for all', async () => {
  const data = Uint16Array.from({ length: 64 }, (_, i) => {
    const [x, y] = [i % 8, i >> 3];
    return (x % 2) + (y % 2) === 0 ? 100 + x : (x % 2) + (y % 2) === 1 ? 1000 + x : 10_000 + x;
  });
  const frame = await viewed({ data, axes: [8, 8] });
  const limits = frame.limits({ kind: 'percentile', percent: 100 }, 'RGGB');
  expect(limits.map(([low]) => low)).toEqual([100, 1000.5, 10_001]);
  expect(frame.limits({ kind: 'manual', low: 1, high: 2 }, 'RGGB')).toEqual([
    [1, 2],
    [1, 2],
    [1, 2]
  ]);
});

test('three planes are three colours, each with its limits', async () => {
  const data = Float32Array.from({ length: 60 }, (_, i) => 100 * Math.floor(i / 20) + (i % 20));
  const file = await openFits(writeFits({ data, axes: [5, 4, 3] }));
  const frame = await ViewedFrame.read(file, file.hdus[0]!, [2, 0, 1]);
  expect(await frame.value(3, 1)).toBe('208 / 8 / 108');
  expect(frame.limits({ kind: 'percentile', percent: 100 }, null)).toEqual([
    [200, 219],
    [0, 19],
    [100, 119]
  ]);
  const levels = frame.levels(null);
  expect([...levels.tile(0, 1, 2, 2, 1).data]).toEqual([211, 11, 111, 212, 12, 112]);
  expect([...levels.tile(1, 2, 0, 1, 2).data]).toEqual([206.5, 6.5, 106.5, 216.5, 16.5, 116.5]);
});

test('a mosaic is the one asked for, else that of the file as its pixels show it', async () => {
  const levels = [100, 200, 200, 140];
  const data = Uint16Array.from({ length: 64 }, (_, i) => levels[(i % 2) + 2 * ((i >> 3) % 2)]! + (i % 3));
  const frame = await viewed({ data, axes: [8, 8] });
  const display = (bayer: FrameDisplay['bayer']) => ({ bayer }) as FrameDisplay;
  const declared = (pattern: BayerPattern, byUser = false) => ({ pattern, byUser });
  expect(frame.mosaic(display('auto'), declared('GBRG'))).toBe('RGGB');
  expect(frame.mosaic(display('auto'), declared('BGGR'))).toBe('BGGR');
  expect(frame.mosaic(display('auto'), declared('GBRG', true))).toBe('GBRG');
  expect(frame.mosaic(display('auto'), null)).toBeNull();
  expect(frame.mosaic(display('GRBG'), declared('RGGB'))).toBe('GRBG');
  expect(frame.mosaic(display(null), declared('RGGB'))).toBeNull();
});

test('saturated pixels are those from which pipelines count, though the header says more', async () => {
  const data = Uint16Array.from({ length: 900 }, (_, i) =>
    i % 90 < 3 ? 65_520 : 16 * (60 + ((i * 37) % 23))
  );
  const frame = await viewed({ data, axes: [30, 30], cards: [['SATURATE', 65_535]] });
  expect(frame.saturation()).toMatchObject({ level: 65_520, count: 30, source: { code: 'pixels' } });
});

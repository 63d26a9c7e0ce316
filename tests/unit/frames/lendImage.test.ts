import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Image } from '../../../src/lib/domain/image/Image';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import type { Frame } from '../../../src/lib/frames/Frame';
import type { LentImage } from '../../../src/lib/frames/lendImage';
import { openFrame } from '../../../src/lib/frames/openFrame';
import { combineStrips } from '../../../src/lib/kernels/calibration/combineStrips';
import { Random } from '../../../src/lib/kernels/simulation/Random';
import { background } from '../../../src/lib/kernels/sky/background';
import { loadKernels } from '../../../src/lib/kernels/wasm/loadKernels';
import { uidOf } from '../../fixtures/uidOf';

const { memory } = (await loadKernels())!;

function frameOf(seed: number, side: number): Promise<Frame> {
  const random = new Random(seed);
  const data = Float32Array.from({ length: side * side }, () => 100 * seed + random.normal());
  const blob = writeFits({ data, axes: [side, side] });
  return openFrame({ uid: uidOf(seed), name: `${seed}.fits`, blob, facts: null });
}

/** All that is seen of an image: its pixels, and what is found by looking at each. */
function seen({ image, scan }: LentImage) {
  const { globalLevel, globalRms } = background(image, { scan });
  const pixels = createHash('md5').update(image.data).digest('hex');
  return { pixels, highest: scan.highestValue(), globalLevel, globalRms };
}

/** Lets others who wait go on, as often as reading a small file takes. */
async function others(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
}

// Some larger than the memory that the kernels begin with, so that it grows while an image is there.
describe.each([
  [150, 150],
  [150, 600],
  [600, 150]
])('frames of sides of %d and %d pixels', (...sides) => {
  it('that are read at the same time are as if each were read alone', async () => {
    const frames = await Promise.all(sides.map((side, i) => frameOf(i + 1, side)));
    const alone = [];
    for (const frame of frames) alone.push(await frame.withImage(seen));
    let lent = 0;
    const together = frames.map((frame) =>
      frame.withImage(async (image) => {
        const before = seen(image);
        lent++;
        // Until both have been read, and then each in turn.
        while (lent < frames.length) await others();
        await others();
        expect(seen(image)).toEqual(before);
        return before;
      })
    );
    expect(await Promise.all(together)).toEqual(alone);
  });
});

it('frames that are read one after the other use the same memory', async () => {
  const places: number[] = [];
  for (const seed of [1, 2])
    await (
      await frameOf(seed, 40)
    ).withImage(({ image }) => {
      expect(image.data.buffer).toBe(memory.buffer);
      places.push(image.data.byteOffset);
    });
  expect(places[0]).toBe(places[1]);
});

it('an image is empty once it is given back, wherever it was', async () => {
  const [one, other] = await Promise.all([frameOf(1, 40), frameOf(2, 40)]);
  const kept: Image[] = [];
  await one.withImage(async ({ image }) => {
    kept.push(image);
    const data = await other.withImage((lent) => {
      kept.push(lent.image);
      expect(lent.image.data).toHaveLength(1600);
      return lent.image.data;
    });
    expect(data).toHaveLength(0);
    expect(image.data).toHaveLength(1600);
  });
  expect(kept.map(({ data }) => data.length)).toEqual([0, 0]);
});

it('the memory is given back by work that fails', async () => {
  const frame = await frameOf(1, 40);
  const failing = frame.withImage(() => Promise.reject(new Error('no star')));
  await expect(failing).rejects.toThrow('no star');
  await frame.withImage(({ image }) => expect(image.data.buffer).toBe(memory.buffer));
});

it('an image stays whole while strips of others are combined, and they while it is read', async () => {
  const [lent, ...frames] = await Promise.all([1, 2, 3, 4].map((seed) => frameOf(seed, 60)));
  const mean = async () =>
    (
      await combineStrips(
        frames.map((frame) => (y0, y1, out) => frame.readRows(y0, y1, out)),
        { width: 60, height: 60, method: 'median', budget: 60 * 4 * 3 * 7 }
      )
    ).mean;
  const [alone, meanAlone] = [await lent!.withImage(seen), await mean()];
  await lent!.withImage(async (image) => {
    expect(await mean()).toEqual(meanAlone);
    expect(seen(image)).toEqual(alone);
  });
  expect(await Promise.all([mean(), lent!.withImage(seen)])).toEqual([meanAlone, alone]);
});

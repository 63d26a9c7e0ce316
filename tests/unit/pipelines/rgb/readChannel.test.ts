import { expect, it } from 'vitest';
import { writeFits } from '../../../../src/lib/fits/write/writeFits';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { readChannel } from '../../../../src/lib/pipelines/rgb/readChannel';
import { uidOf } from '../../../fixtures/uidOf';

it('knows from the pixels of a mosaic where they are cut off, before they are mixed', async () => {
  const random = new Random(5);
  // A camera of 12 bits that writes multiples of 16, and one small star above its range.
  const data = Uint16Array.from({ length: 96 * 96 }, () => 16 * Math.round(200 + 6 * random.normal()));
  for (const pixel of [4000, 4001, 4096]) data[pixel] = 65_520;
  const blob = writeFits({ data, axes: [96, 96] });
  const { frame } = await readChannel({
    input: { uid: uidOf(1), name: 'raw.fits', blob, facts: null },
    mosaic: { pattern: 'RGGB', text: '', colour: 1 }
  });
  expect(frame).toMatchObject({ saturation: 65_520, seenSaturation: 65_520 });
});

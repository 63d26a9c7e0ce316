import { expect, it } from 'vitest';
import { openFits } from '../../../src/lib/fits/openFits';
import { readCutOuts } from '../../../src/lib/fits/readCutOuts';
import { readImage } from '../../../src/lib/fits/readImage';
import { writeFits } from '../../../src/lib/fits/writeFits';

const [WIDTH, HEIGHT] = [1500, 900];
/** More than one part of a file as it is read. */
const data = Uint16Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i * 7919) % 65_536);
const file = await openFits(writeFits({ data, axes: [WIDTH, HEIGHT] }));
const [hdu] = file.hdus;

it('reads the parts, wherever they lie, and nothing else', async () => {
  const whole = await readImage(file);
  const parts = [
    { x0: 10, x1: 40, y0: 680, y1: 720 },
    { x0: -5, x1: 3, y0: -9, y1: 2 },
    { x0: 1490, x1: 1600, y0: 895, y1: 950 },
    { x0: 30, x1: 60, y0: 700, y1: 705 },
    { x0: 2000, x1: 2100, y0: 10, y1: 20 }
  ];
  const out = new Float32Array(WIDTH * HEIGHT).fill(-1);
  await readCutOuts(file, hdu, parts, out);
  const isIn = (x: number, y: number) => parts.some((p) => x >= p.x0 && x < p.x1 && y >= p.y0 && y < p.y1);
  const expected = whole.data.map((value, i) => (isIn(i % WIDTH, Math.floor(i / WIDTH)) ? value : -1));
  expect(Buffer.from(out.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
});

it('refuses an image of another size', async () => {
  await expect(readCutOuts(file, hdu, [], new Float32Array(9))).rejects.toThrow(
    '9 values for an image of 1500 x 900'
  );
});

import { expect, it } from 'vitest';
import { colourPng, type ColourPngSettings } from '../../../src/lib/formats/colourPng';
import { readPng } from '../../fixtures/readPng';

const [WIDTH, HEIGHT] = [5, 7];
const PIXELS = Float32Array.from({ length: 3 * WIDTH * HEIGHT }, (_, i) => ((i * 37) % 101) / 100);

async function* inStrips(pixels: Float32Array, rows: number) {
  for (let i = 0; i < pixels.length; i += 3 * WIDTH * rows) yield pixels.slice(i, i + 3 * WIDTH * rows);
}

it.each([8, 16] as const)('holds every pixel in %s bits, and its texts', async (bitDepth) => {
  const texts = { Software: 'Pocket TOM', Comment: 'Rot: α Ori.fits' };
  const settings = { width: WIDTH, height: HEIGHT, bitDepth, texts };
  for (const rows of [1, 3, HEIGHT]) {
    const png = readPng(await (await colourPng(inStrips(PIXELS, rows), settings)).arrayBuffer());
    expect(png).toMatchObject({ width: WIDTH, height: HEIGHT, bitDepth, colourType: 2, texts });
    const white = 2 ** bitDepth - 1;
    expect(png.samples).toEqual([...PIXELS].map((value) => Math.round(value * white)));
  }
});

it('holds more than fits in one part', async () => {
  let state = 1;
  const noise = Float32Array.from({ length: 3 * 430 * 430 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
  async function* strips() {
    yield noise;
  }
  const blob = await colourPng(strips(), { width: 430, height: 430, bitDepth: 16 });
  expect(blob.type).toBe('image/png');
  const bytes = await blob.arrayBuffer();
  expect(Buffer.from(bytes).toString('latin1').split('IDAT')).toHaveLength(3);
  const { samples } = readPng(bytes);
  expect(noise.every((value, i) => samples[i] === Math.round(65535 * value))).toBe(true);
});

it('takes NaN for black, and clips what is beyond black and white', async () => {
  async function* strips() {
    yield Float32Array.of(NaN, -1, 2);
  }
  const png = readPng(await (await colourPng(strips(), { width: 1, height: 1, bitDepth: 16 })).arrayBuffer());
  expect(png.samples).toEqual([0, 0, 65535]);
});

it.each<[string, Float32Array, Partial<ColourPngSettings>]>([
  ['A PNG cannot have 0 x 7 pixels', PIXELS, { width: 0 }],
  ['A PNG cannot have 5 x 2147483648 pixels', PIXELS, { height: 2 ** 31 }],
  ['7 rows of pixels where the picture has 8', PIXELS, { height: 8 }],
  ['7 rows of pixels where the picture has 6', PIXELS, { height: 6 }],
  ['where the picture has 7', PIXELS.subarray(1), {}],
  ["'Überschrift' is not a keyword", PIXELS, { texts: { Überschrift: 'x' } }]
])('refuses what is not a picture: %s', async (message, pixels, more) => {
  const settings = { width: WIDTH, height: HEIGHT, bitDepth: 8, ...more } as const;
  await expect(colourPng(inStrips(pixels, 1), settings)).rejects.toThrow(message);
});

it('passes on why its strips could not be made', async () => {
  async function* strips(): AsyncGenerator<Float32Array> {
    yield PIXELS.subarray(0, 3 * WIDTH);
    throw new Error('The file is gone');
  }
  await expect(colourPng(strips(), { width: WIDTH, height: HEIGHT, bitDepth: 8 })).rejects.toThrow(
    'The file is gone'
  );
});

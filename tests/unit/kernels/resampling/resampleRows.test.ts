import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invertAffine, type Affine } from '../../../../src/lib/domain/image/Affine';
import type { Interpolation } from '../../../../src/lib/kernels/resampling/interpolationTable';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { resampleRows } from '../../../../src/lib/kernels/resampling/resampleRows';
import type { Strip } from '../../../../src/lib/kernels/resampling/Strip';
import { sourceRows } from '../../../../src/lib/kernels/resampling/sourceRows';
import { loadKernels } from '../../../../src/lib/kernels/wasm/loadKernels';

const kernels = (await loadKernels())!;
const KINDS: readonly Interpolation[] = ['bilinear', 'bicubic', 'lanczos3'];
const TURNED: Affine = [Math.cos(0.3), Math.sin(0.3), -Math.sin(0.3), Math.cos(0.3), 12.3, -5.7];

const blank = (width: number, height: number, top = 0): Strip => ({
  data: new Float32Array(width * height).fill(-1),
  width,
  height,
  top
});

const bytes = ({ data }: Strip): Uint8Array => new Uint8Array(data.buffer);

function noise(width: number, height: number, blanks = 0): Strip {
  const random = new Random(width);
  const image = blank(width, height);
  for (let i = 0; i < image.data.length; i++)
    image.data[i] = random.uniform() < blanks ? NaN : 100 + 10 * random.normal();
  return image;
}

function resampled(
  source: Strip,
  transform: Affine,
  kind: Interpolation,
  width = source.width,
  height = source.height
) {
  const out = blank(width, height);
  resampleRows(source, transform, kind, out);
  return out;
}

/** Stars with an FWHM of 3.5 pixels at random positions, moved by a transform. */
function starField(size: number, [a, b, c, d, e, f]: Affine): Strip {
  const random = new Random(8);
  const image = blank(size, size);
  image.data.fill(0);
  for (let star = 0; star < (size * size) / 400; star++) {
    const x = size * random.uniform();
    const y = size * random.uniform();
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) {
        const square = (column - (a * x + c * y + e)) ** 2 + (row - (b * x + d * y + f)) ** 2;
        if (square < 400) image.data[row * size + column] += Math.exp(-square / (2 * 1.486 ** 2));
      }
  }
  return image;
}

/** The formulas of the interpolation kernels in double precision, at the exact position. */
function oracle({ data, width, height }: Strip, kind: Interpolation, x: number, y: number): number {
  const reach = { bilinear: 1, bicubic: 2, lanczos3: 3 }[kind];
  const sinc = (t: number): number => (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));
  const weigh = (t: number): number => {
    if (t >= reach) return 0;
    if (kind === 'bilinear') return 1 - t;
    if (kind === 'lanczos3') return sinc(t) * sinc(t / 3);
    return t < 1 ? 1.5 * t ** 3 - 2.5 * t ** 2 + 1 : -0.5 * t ** 3 + 2.5 * t ** 2 - 4 * t + 2;
  };
  let sum = 0;
  let total = 0;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const weight = weigh(Math.abs(column - x)) * weigh(Math.abs(row - y));
      sum += weight * data[row * width + column];
      total += weight;
    }
  return sum / total;
}

describe.each(KINDS)('%s', (kind) => {
  it('is the sum of the weighted pixels', () => {
    const source = starField(48, [1, 0, 0, 1, 0, 0]);
    const [a, b, c, d, e, f] = TURNED;
    const out = resampled(source, TURNED, kind);
    let worst = 0;
    let compared = 0;
    for (let y = 0; y < 48; y++)
      for (let x = 0; x < 48; x++) {
        const fromX = a * x + (c * y + e);
        const fromY = b * x + (d * y + f);
        if (Math.min(fromX, fromY) < 3 || Math.max(fromX, fromY) > 44) continue;
        compared++;
        worst = Math.max(worst, Math.abs(out.data[y * 48 + x] - oracle(source, kind, fromX, fromY)));
      }
    expect(compared).toBeGreaterThan(1000);
    // Half a step of the table times the steepest slope of overlapping stars with a peak of 1.
    expect(worst).toBeLessThan(0.001);
  });

  it('copies pixels, blank ones too, for a shift by whole pixels', () => {
    const source = noise(40, 30, 0.1);
    const out = resampled(source, [1, 0, 0, 1, 7, -4], kind);
    for (let y = 0; y < 30; y++)
      for (let x = 0; x < 40; x++)
        expect(out.data[y * 40 + x]).toBe(x + 7 < 40 && y >= 4 ? source.data[(y - 4) * 40 + x + 7] : NaN);
  });

  it('leaves an even sky even, up to its edge', () => {
    const source = blank(30, 30);
    source.data.fill(1000);
    const values = resampled(source, TURNED, kind).data.filter((value) => !Number.isNaN(value));
    expect(values.length).toBeGreaterThan(300);
    for (const value of values) expect(Math.abs(value - 1000)).toBeLessThan(5e-4);
  });

  it('is blank where the old pixel is blank, and only there', () => {
    const source = noise(40, 40, 0.05);
    const [a, b, c, d, e, f] = TURNED;
    const out = resampled(source, TURNED, kind);
    for (let y = 0; y < 40; y++)
      for (let x = 0; x < 40; x++) {
        const column = Math.round(a * x + c * y + e);
        const row = Math.round(b * x + d * y + f);
        const isInside = column >= 0 && column < 40 && row >= 0 && row < 40;
        expect(Number.isFinite(out.data[y * 40 + x])).toBe(
          isInside && Number.isFinite(source.data[row * 40 + column])
        );
      }
  });

  it('gives the same values from strips of only the rows needed', () => {
    const source = noise(50, 60, 0.02);
    const whole = resampled(source, TURNED, kind, 45, 55);
    for (let top = 0; top < 55; top += 10) {
      const out = blank(45, Math.min(10, 55 - top), top);
      const { first, end } = sourceRows(TURNED, kind, out, 60);
      const data = source.data.slice(first * 50, end * 50);
      resampleRows({ data, width: 50, height: end - first, top: first }, TURNED, kind, out);
      expect(out.data).toEqual(whole.data.subarray(top * 45, top * 45 + out.data.length));
    }
  });

  it('agrees with its twin bit by bit, whatever the transform', () => {
    const source = noise(70, 50, 0.02);
    const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const coefficient = fc.oneof(between(-3, 3), fc.constantFrom(0, 1, -1, 1000, 1e300));
    const shift = fc.oneof(between(-100, 100), fc.integer({ min: -9, max: 9 }), fc.constant(1e12));
    fc.assert(
      fc.property(
        fc.tuple(coefficient, coefficient, coefficient, coefficient, shift, shift),
        fc.nat(40),
        fc.constantFrom(Infinity, 0, 6),
        (transform, top, maxUndershoot) => {
          const plain = blank(300, 70, top);
          const fast = blank(300, 70, top);
          resampleRows(source, transform, kind, plain, null, maxUndershoot);
          resampleRows(source, transform, kind, fast, kernels, maxUndershoot);
          expect(Buffer.compare(bytes(fast), bytes(plain))).toBe(0);
        }
      ),
      { numRuns: 60 }
    );
  });

  it('digs no hole beside what is cut off, and leaves stars as they are', () => {
    const SKY = 100;
    const sigma = 10;
    const stars = starField(80, [1, 0, 0, 1, 0, 0]);
    const random = new Random(4);
    const sky = () => SKY + sigma * random.normal();
    const cutOff: Strip = {
      ...stars,
      data: stars.data.map((_, i) =>
        Math.hypot((i % 80) - 40, Math.floor(i / 80) - 40) < 4 ? 60_000 : sky()
      )
    };
    const whole: Strip = { ...stars, data: stars.data.map((light) => sky() + 20_000 * light) };
    const both = (source: Strip) =>
      [Infinity, 2 * sigma].map((maxUndershoot) => {
        const out = blank(80, 80);
        resampleRows(source, [1, 0, 0, 1, 0.4, -0.3], kind, out, null, maxUndershoot);
        return out.data.slice(4 * 80, 76 * 80).filter((value) => value > -1e9);
      });
    const sum = (values: Float32Array) => values.reduce((total, value) => total + value - SKY, 0);
    const [free, held] = both(cutOff).map((values) => Math.min(...values));
    expect(held).toBeGreaterThan(SKY - 7 * sigma);
    expect(free! < SKY - 100 * sigma).toBe(kind !== 'bilinear');
    const [freeLight, heldLight] = both(whole).map(sum);
    expect(Math.abs(heldLight! / freeLight! - 1)).toBeLessThan(1e-3);
  });

  it('restores the image when transformed there and back', () => {
    const source = starField(64, [1, 0, 0, 1, 0, 0]);
    const back = resampled(resampled(source, TURNED, kind, 100, 100), invertAffine(TURNED), kind, 64, 64);
    const limit = { bilinear: 0.35, bicubic: 0.08, lanczos3: 0.03 }[kind];
    let compared = 0;
    for (let y = 20; y < 44; y++)
      for (let x = 20; x < 44; x++) {
        if (Number.isNaN(back.data[y * 64 + x])) continue;
        compared++;
        expect(Math.abs(back.data[y * 64 + x] - source.data[y * 64 + x])).toBeLessThan(limit);
      }
    expect(compared).toBeGreaterThan(300);
  });
});

it.each([
  ['bilinear', 0.16],
  ['bicubic', 0.035],
  ['lanczos3', 0.012]
] as const)('shifts stars as if they had been observed there: %s', (kind, limit) => {
  const shift: Affine = [1, 0, 0, 1, 0.5, 0.5];
  const moved = starField(64, shift);
  const expected = starField(64, [1, 0, 0, 1, 0, 0]);
  const out = resampled(moved, shift, kind);
  let worst = 0;
  for (let y = 5; y < 58; y++)
    for (let x = 5; x < 58; x++)
      worst = Math.max(worst, Math.abs(out.data[y * 64 + x] - expected.data[y * 64 + x]));
  expect(worst).toBeLessThan(limit);
  expect(worst).toBeGreaterThan(limit / 4);
});

it('needs no rows outside the image', () => {
  expect(sourceRows([1, 0, 0, 1, 0, 500], 'bicubic', { width: 10, top: 0, height: 10 }, 100)).toEqual({
    first: 100,
    end: 100
  });
  expect(sourceRows([1, 0, 0, 1, 0, 20], 'bicubic', { width: 10, top: 5, height: 10 }, 100)).toEqual({
    first: 22,
    end: 38
  });
});

it('refuses a transform that is not finite', () => {
  const transform: Affine = [1, 0, 0, 1, NaN, 0];
  expect(() => resampleRows(noise(9, 9), transform, 'bicubic', blank(9, 9))).toThrow(RangeError);
  expect(() => resampleRows(noise(9, 9), transform, 'bicubic', blank(9, 9), kernels)).toThrow(RangeError);
});

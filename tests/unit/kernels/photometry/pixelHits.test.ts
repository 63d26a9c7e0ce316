import { describe, expect, it } from 'vitest';
import { SOURCE_QUALITY } from '../../../../src/lib/domain/measurement/sourceQuality';
import { pixelHits } from '../../../../src/lib/kernels/photometry/pixelHits';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const SIDE = 320;
const STARS = 49;
const SKY = 300;
const NOISE = 12;
const GAIN = 1.5;
const SATURATION = 60_000;
const { hotPixel, cosmicRay } = SOURCE_QUALITY;

/** A grid of stars with fluxes of 5,000 to 125,000, each with a companion of relative flux `companion`, and single pixels hit. */
function field(
  seed: number,
  fwhm: number,
  {
    companion = 0,
    elongation = 1,
    hits = []
  }: {
    readonly companion?: number;
    readonly elongation?: number;
    readonly hits?: readonly (readonly [star: number, dx: number, dy: number, light: number])[];
  } = {}
) {
  const random = new Random(seed);
  const at = (axis: number) => Float64Array.from({ length: STARS }, axis === 0 ? column : row);
  const column = (_: unknown, s: number) => 25 + 45 * (s % 7) + random.uniform();
  const row = (_: unknown, s: number) => 25 + 45 * Math.floor(s / 7) + random.uniform();
  const [x, y] = [at(0), at(1)];
  const flux = Float64Array.from({ length: STARS }, (_, s) => 5000 * 25 ** ((s % 10) / 9));
  const data = new Float32Array(SIDE * SIDE);
  const variance = (fwhm / 2.3548) ** 2;
  for (let s = 0; s < STARS; s++)
    for (const [dx, fraction] of [
      [0, 1],
      [1.2 * fwhm, companion]
    ])
      for (let j = -20; j <= 20; j++)
        for (let i = -20; i <= 20; i++) {
          const [pixelX, pixelY] = [Math.round(x[s]) + i, Math.round(y[s]) + j];
          const square = ((pixelX - x[s] - dx) / elongation) ** 2 + (pixelY - y[s]) ** 2;
          data[pixelY * SIDE + pixelX] +=
            ((fraction * flux[s]) / (2 * Math.PI * variance * elongation)) *
            Math.exp(-square / (2 * variance));
        }
  const radius = Math.ceil(2 * fwhm);
  for (const [star, dx, dy, light] of hits)
    data[(Math.round(y[star]) + dy) * SIDE + Math.round(x[star]) + dx] += light;
  for (let i = 0; i < data.length; i++)
    data[i] = Math.min(SATURATION, data[i] + SKY + Math.sqrt(NOISE ** 2 + data[i] / GAIN) * random.normal());
  const stars = {
    count: STARS,
    x,
    y,
    flux,
    level: new Float64Array(STARS).fill(SKY),
    noise: new Float64Array(STARS).fill(NOISE)
  };
  return pixelHits({ data, width: SIDE, height: SIDE }, stars, {
    fwhm,
    radius,
    gain: GAIN,
    saturation: SATURATION
  });
}

const NONE = new Uint8Array(STARS);

describe('pixelHits', () => {
  it.each([2, 3.4, 6])('takes no star with an FWHM of %s px for a hit', (fwhm) => {
    for (let seed = 1; seed <= 5; seed++) {
      expect(field(seed, fwhm)).toEqual(NONE);
      expect(field(seed, fwhm, { companion: 0.3 })).toEqual(NONE);
      expect(field(seed, fwhm, { elongation: 1.4 })).toEqual(NONE);
    }
  });

  it.each([2, 3.4, 6])('tells single pixels from several adjacent ones at an FWHM of %s px', (fwhm) => {
    const bits = field(1, fwhm, {
      hits: [
        [3, 2, 1, 300],
        [12, -2, 3, 300],
        [12, -1, 2, 300],
        [12, 0, 1, 300],
        [31, 0, 0, 4000],
        [40, -1, -3, 250],
        [40, 0, -3, 250],
        // Too far out, and too faint.
        [20, 14, 0, 5000],
        [22, 2, 2, 30]
      ]
    });
    const expected = NONE.slice();
    expected[3] = expected[31] = hotPixel;
    expected[12] = expected[40] = cosmicRay;
    expect(bits).toEqual(expected);
  });

  it('finds nothing where there is nothing to compare with', () => {
    const image = { data: new Float32Array(100).fill(NaN), width: 10, height: 10 };
    const stars = {
      count: 3,
      x: [5, NaN, -40],
      y: [5, 5, 5],
      flux: [1, NaN, 2],
      level: [0, 0, NaN],
      noise: [1, 1, 1]
    };
    const options = { fwhm: 3, radius: 4, gain: 1, saturation: Infinity };
    expect(pixelHits(image, stars, options)).toEqual(new Uint8Array(3));
    expect(pixelHits(image, { ...stars, count: 0 }, options)).toEqual(new Uint8Array(0));
  });
});

import type { Image } from '../domain/Image';
import { SOURCE_QUALITY } from '../domain/sourceQuality';
import { StarProfile, type MeasuredStars } from './StarProfile';

export interface HitOptions {
  /** Of the stars on this image, pixels. */
  readonly fwhm: number;
  /** Hits are looked for so far from each star, pixels. */
  readonly radius: number;
  /** Electrons for each unit of the image. */
  readonly gain: number;
  /** Values of the image from this one on are saturated, and no hits. */
  readonly saturation: number;
}

/** Standard deviations by which a pixel must be above the profile of the stars. */
const HIGH = 5;
/** The same, above what its neighbours allow of any star. */
const SHARP = 4;
/** Width of the sharpest star to be expected, as a part of the width of most. */
const SHARPEST = 0.8;
/** Part of its light by which a pixel must be above that: a neighbour's profile is not known better. */
const TOLERANCE = 0.15;

/**
 * Stars that were hit: a pixel near them is above the profile that the stars of the image have in common, by more than
 * noise and the differences between stars, and too sharp for one more star. One pixel by itself is a hot one most
 * likely, several in touch are a cosmic ray.
 * @returns bits of `SOURCE_QUALITY` for each star: `hotPixel`, `cosmicRay`
 */
export function pixelHits(image: Image, stars: MeasuredStars, options: HitOptions): Uint8Array {
  const { fwhm, radius } = options;
  // Pixels of the circle are compared with those around them, which may be so much further out.
  const profile = new StarProfile(image, stars, { fwhm, radius: radius + 2 });
  const excess = new Excess(image, profile, options);
  const directions = directionsOf(excess.width, SHARPEST * fwhm);
  return Uint8Array.from({ length: stars.count }, (_, s) => {
    if (!excess.load(stars, s)) return 0;
    let bits = 0;
    for (const i of excess.inside) {
      if (!excess.isHigh(i) || !directions.some((direction) => isSharp(excess, i, direction))) continue;
      const isAlone = directions.every(({ step }) => !excess.isHigh(i - step) && !excess.isHigh(i + step));
      bits |= isAlone ? SOURCE_QUALITY.hotPixel : SOURCE_QUALITY.cosmicRay;
    }
    return bits;
  });
}

interface Direction {
  /** From a pixel to the neighbour on one side; the other is as far the other way. */
  readonly step: number;
  /** Light in the middle of the sharpest star for that at such neighbours. */
  readonly ratio: number;
}

function directionsOf(width: number, fwhm: number): readonly Direction[] {
  const sides = Math.exp((4 * Math.LN2) / fwhm ** 2);
  return [
    { step: 1, ratio: sides },
    { step: width, ratio: sides },
    { step: width - 1, ratio: sides ** 2 },
    { step: width + 1, ratio: sides ** 2 }
  ];
}

function isSharp({ light, variance }: Excess, i: number, { step, ratio }: Direction): boolean {
  const expected = (ratio * (light[i - step] + light[i + step])) / 2;
  const square = variance[i] + (ratio ** 2 * (variance[i - step] + variance[i + step])) / 4;
  return (1 - TOLERANCE) * light[i] - expected > SHARP * Math.sqrt(square);
}

/** Of the light around one star after the other above what is expected; NaN where there is none to be compared. */
class Excess {
  /** Of the square of pixels around a star. */
  readonly width: number;
  readonly light: Float64Array;
  readonly variance: Float64Array;
  /** Pixels of the square no further from the star than the radius. */
  inside: number[] = [];

  constructor(
    readonly image: Image,
    readonly profile: StarProfile,
    readonly options: HitOptions
  ) {
    // Around the pixels of the circle one more.
    this.width = 2 * Math.ceil(options.radius + 1.5) + 1;
    this.light = new Float64Array(this.width ** 2);
    this.variance = new Float64Array(this.width ** 2);
  }

  /** @returns whether there is something to see */
  load({ x, y, flux, level, noise }: MeasuredStars, star: number): boolean {
    if (!Number.isFinite(x[star] + y[star] + level[star])) return false;
    const { data, width, height } = this.image;
    const { radius, gain, saturation } = this.options;
    const reach = (this.width - 1) / 2;
    const [left, top] = [Math.round(x[star]) - reach, Math.round(y[star]) - reach];
    const scale = Math.max(0, flux[star]) || 0;
    this.inside = [];
    for (let j = 0, k = 0; j < this.width; j++)
      for (let i = 0; i < this.width; i++, k++) {
        const [column, row] = [left + i, top + j];
        const isOn = column >= 0 && row >= 0 && column < width && row < height;
        const value = isOn ? data[row * width + column] : NaN;
        const above = value < saturation ? value - level[star] : NaN;
        const square = (column - x[star]) ** 2 + (row - y[star]) ** 2;
        const { fraction, spread } = this.profile.at(square);
        this.light[k] = above - scale * fraction;
        this.variance[k] = noise[star] ** 2 + Math.max(0, above) / gain + (scale * spread) ** 2;
        if (square <= radius ** 2) this.inside.push(k);
      }
    return true;
  }

  isHigh(i: number): boolean {
    return this.light[i] > HIGH * Math.sqrt(this.variance[i]);
  }
}

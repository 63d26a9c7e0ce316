import type { Image } from '../../domain/image/Image';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import { StarProfile, type MeasuredStars } from './StarProfile';

export interface HitOptions {
  /** FWHM of the stars in this image, pixels. */
  readonly fwhm: number;
  /** How far from each star to look for hits, pixels. */
  readonly radius: number;
  /** Electrons per unit of the image. */
  readonly gain: number;
  /** Values of the image at or above this one are saturated and do not count as hits. */
  readonly saturation: number;
}

/** How many standard deviations a pixel must be above the profile of the stars. */
const HIGH = 6;
/** How many standard deviations it must be above the sharpest star its neighbours would allow. */
const SHARP = 5;
/** FWHM of the sharpest star to be expected, relative to the typical one. */
const SHARPEST = 0.8;
/** Fraction of its light by which it must exceed that too, as the profile of a neighbour is not known any better. */
const TOLERANCE = 0.15;

/**
 * Finds stars hit by cosmic rays or hot pixels: a pixel near them exceeds the common profile of the stars by more than the
 * noise and the differences between stars, and is too sharp to be another star. A single such pixel is most likely a hot
 * one, several adjacent ones a cosmic ray.
 * @returns bits of `SOURCE_QUALITY` for each star: `hotPixel`, `cosmicRay`
 */
export function pixelHits(image: Image, stars: MeasuredStars, options: HitOptions): Uint8Array {
  const { fwhm, radius } = options;
  // Pixels in the circle are compared with their neighbours, which may be up to two pixels further out.
  const profile = new StarProfile(image, stars, { fwhm, radius: radius + 2 });
  const excess = new Excess(image, profile, stars, options);
  const directions = directionsOf(SHARPEST * fwhm);
  return Uint8Array.from({ length: stars.count }, (_, s) => {
    let bits = 0;
    for (const [x, y] of excess.around(s)) {
      if (!directions.some((direction) => isSharp(excess, x, y, direction))) continue;
      const isAlone = directions.every(
        ({ dx, dy }) => !excess.isHigh(x - dx, y - dy) && !excess.isHigh(x + dx, y + dy)
      );
      bits |= isAlone ? SOURCE_QUALITY.hotPixel : SOURCE_QUALITY.cosmicRay;
    }
    return bits;
  });
}

interface Direction {
  /** From a pixel to its neighbour on one side; the other neighbour is opposite. */
  readonly dx: number;
  readonly dy: number;
  /** Peak of the sharpest star divided by its light at these neighbours. */
  readonly ratio: number;
}

function directionsOf(fwhm: number): readonly Direction[] {
  const sides = Math.exp((4 * Math.LN2) / fwhm ** 2);
  return [
    { dx: 1, dy: 0, ratio: sides },
    { dx: 0, dy: 1, ratio: sides },
    { dx: -1, dy: 1, ratio: sides ** 2 },
    { dx: 1, dy: 1, ratio: sides ** 2 }
  ];
}

function isSharp(excess: Excess, x: number, y: number, { dx, dy, ratio }: Direction): boolean {
  const here = excess.at(x, y);
  const before = excess.at(x - dx, y - dy);
  const after = excess.at(x + dx, y + dy);
  const expected = (ratio * (before.light + after.light)) / 2;
  const variance = here.variance + (ratio ** 2 * (before.variance + after.variance)) / 4;
  return (1 - TOLERANCE) * here.light - expected > SHARP * Math.sqrt(variance);
}

/** The excess of light over the profile, around one star after another. */
class Excess {
  #star = 0;

  constructor(
    readonly image: Image,
    readonly profile: StarProfile,
    readonly stars: MeasuredStars,
    readonly options: HitOptions
  ) {}

  /** Pixels within the radius of a star that are above the profile. */
  around(star: number): (readonly [x: number, y: number])[] {
    this.#star = star;
    const { radius } = this.options;
    const [x, y] = [this.stars.x[star], this.stars.y[star]];
    const high: (readonly [x: number, y: number])[] = [];
    for (let j = Math.ceil(y - radius); j <= y + radius; j++) {
      const half = Math.sqrt(radius ** 2 - (j - y) ** 2);
      for (let i = Math.ceil(x - half); i <= x + half; i++) if (this.isHigh(i, j)) high.push([i, j]);
    }
    return high;
  }

  isHigh(x: number, y: number): boolean {
    // A cheap test first: most pixels are not above the sky.
    if (!(this.#aboveSky(x, y) > HIGH * this.stars.noise[this.#star])) return false;
    const { light, variance } = this.at(x, y);
    return light > HIGH * Math.sqrt(variance);
  }

  /** NaN where there is nothing to compare with. */
  at(x: number, y: number): { readonly light: number; readonly variance: number } {
    const { profile, stars } = this;
    const star = this.#star;
    const above = this.#aboveSky(x, y);
    const square = (x - stars.x[star]) ** 2 + (y - stars.y[star]) ** 2;
    const flux = Math.max(0, stars.flux[star]) || 0;
    return {
      light: above - flux * profile.fraction(square),
      variance:
        stars.noise[star] ** 2 + Math.max(0, above) / this.options.gain + (flux * profile.spread(square)) ** 2
    };
  }

  #aboveSky(x: number, y: number): number {
    const { data, width, height } = this.image;
    const value = x >= 0 && y >= 0 && x < width && y < height ? data[y * width + x] : NaN;
    return value < this.options.saturation ? value - this.stars.level[this.#star] : NaN;
  }
}

import type { Image } from '../../domain/image/Image';
import { Random } from './Random';

export interface SkySettings {
  readonly seed: number;
  readonly frames: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly stars: number;
}

export interface SimulatedStar {
  /** Pixels, in a frame that has not drifted. */
  readonly x: number;
  readonly y: number;
  /** For the variable star, the mean. */
  readonly magnitude: number;
}

export interface SimulatedFrame {
  /** Whole numbers from 0 to 65535. */
  readonly image: Image;
  /** How far the stars have moved from their positions, pixels. */
  readonly drift: { readonly x: number; readonly y: number };
  readonly variableMagnitude: number;
}

export interface SimulatedSky {
  readonly stars: readonly SimulatedStar[];
  /** The variable one of `stars`. */
  readonly variable: SimulatedStar;
  readonly hotPixels: readonly { readonly x: number; readonly y: number }[];
  /** Electrons per unit of the image. */
  readonly gain: number;
  /** Electrons per pixel. */
  readonly readNoise: number;
  /** The frame with this index; in any order. */
  frame(index: number): SimulatedFrame;
}

/** Electrons from a star of magnitude 0. */
const ZERO_POINT = 10 ** (0.4 * 25.5);
const BRIGHTEST = 12.5;
const FAINTEST = 18;
const VARIABLE_MAGNITUDE = 14;
/** Half the range from minimum to maximum, magnitudes. */
const VARIABLE_AMPLITUDE = 0.4;
const CYCLES = 1.5;
/** Electrons per pixel. */
const SKY = 400;
const READ_NOISE = 8;
const HOT_PIXEL = 20_000;
const HOT_PIXELS = 12;
/** Electrons per unit of the image. */
const GAIN = 1.5;
/** Units of the image. */
const BIAS = 300;
const FWHM = 3.4;
const MOFFAT_BETA = 3;
/** Radius out to which a star is drawn, pixels. */
const STAR_RADIUS = 24;
/** Drift from one frame to the next, and the scatter about it, pixels. */
const DRIFT = { x: 0.4, y: -0.25 };
const DRIFT_SCATTER = 0.3;

/**
 * Simulates a series of frames from a small telescope, with the truth behind them: stars with Moffat profiles
 * on an even sky that drift slowly across the detector, the first of them variable; photon noise, read noise
 * and hot pixels. The same settings give the same frames.
 */
export function simulateSky(settings: SkySettings): SimulatedSky {
  const random = new Random(settings.seed);
  const variable = {
    x: settings.width * (0.45 + 0.1 * random.uniform()),
    y: settings.height * (0.45 + 0.1 * random.uniform()),
    magnitude: VARIABLE_MAGNITUDE
  };
  const stars = [variable];
  while (stars.length < settings.stars) stars.push(randomStar(random, settings));
  const hotPixels = Array.from({ length: HOT_PIXELS }, () => ({
    x: Math.floor(random.uniform() * settings.width),
    y: Math.floor(random.uniform() * settings.height)
  }));

  return {
    stars,
    variable,
    hotPixels,
    gain: GAIN,
    readNoise: READ_NOISE,
    frame(index) {
      const random = new Random(settings.seed, index + 1);
      const drift = driftOf(index, random);
      const phase = (CYCLES * index) / settings.frames;
      const variableMagnitude = VARIABLE_MAGNITUDE - VARIABLE_AMPLITUDE * Math.sin(2 * Math.PI * phase);
      const electrons = new Float32Array(settings.width * settings.height).fill(SKY);
      for (const star of stars) {
        const magnitude = star === variable ? variableMagnitude : star.magnitude;
        addStar(electrons, settings, star.x + drift.x, star.y + drift.y, magnitude);
      }
      for (const { x, y } of hotPixels) electrons[y * settings.width + x] += HOT_PIXEL;
      const data = electrons.map((mean) => digitise(mean, random));
      return {
        image: { data, width: settings.width, height: settings.height },
        drift,
        variableMagnitude
      };
    }
  };
}

/** Fainter stars are more frequent, by a factor of three per magnitude. */
function randomStar(random: Random, { width, height }: SkySettings): SimulatedStar {
  const slope = Math.log(3);
  const brightest = Math.exp(-slope * (FAINTEST - BRIGHTEST));
  return {
    x: random.uniform() * width,
    y: random.uniform() * height,
    magnitude: FAINTEST + Math.log(brightest + (1 - brightest) * random.uniform()) / slope
  };
}

function driftOf(index: number, random: Random): { x: number; y: number } {
  if (index === 0) return { x: 0, y: 0 };
  return {
    x: index * DRIFT.x + DRIFT_SCATTER * random.normal(),
    y: index * DRIFT.y + DRIFT_SCATTER * random.normal()
  };
}

/** Adds a Moffat profile, sampled at the pixel centres. Source: Moffat (1969), A&A 3, 455. */
function addStar(electrons: Float32Array, sky: SkySettings, x: number, y: number, magnitude: number): void {
  const alphaSquared = (FWHM / 2) ** 2 / (2 ** (1 / MOFFAT_BETA) - 1);
  const flux = ZERO_POINT * 10 ** (-0.4 * magnitude);
  const peak = (flux * (MOFFAT_BETA - 1)) / (Math.PI * alphaSquared);
  const right = Math.min(sky.width - 1, Math.ceil(x + STAR_RADIUS));
  const bottom = Math.min(sky.height - 1, Math.ceil(y + STAR_RADIUS));
  for (let row = Math.max(0, Math.floor(y - STAR_RADIUS)); row <= bottom; row++) {
    for (let column = Math.max(0, Math.floor(x - STAR_RADIUS)); column <= right; column++) {
      const square = (column - x) ** 2 + (row - y) ** 2;
      electrons[row * sky.width + column] += peak * (1 + square / alphaSquared) ** -MOFFAT_BETA;
    }
  }
}

/** The value the camera records for a pixel in which `mean` electrons are expected. */
function digitise(mean: number, random: Random): number {
  const electrons = random.poisson(mean) + READ_NOISE * random.normal();
  return Math.min(65_535, Math.max(0, Math.round(BIAS + electrons / GAIN)));
}

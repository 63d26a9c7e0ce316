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
  /** Of the variable: its mean. */
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
  /** The one of `stars` that varies. */
  readonly variable: SimulatedStar;
  readonly hotPixels: readonly { readonly x: number; readonly y: number }[];
  /** Electrons for each unit of the image. */
  readonly gain: number;
  /** Electrons a pixel. */
  readonly readNoise: number;
  /** The frame with this index. Frames may be asked for in any order. */
  frame(index: number): SimulatedFrame;
}

/** Electrons that a star of magnitude 0 leaves in a frame. */
const ZERO_POINT = 10 ** (0.4 * 25.5);
const BRIGHTEST = 12.5;
const FAINTEST = 18;
const VARIABLE_MAGNITUDE = 14;
/** Half of the way from minimum to maximum, magnitudes. */
const VARIABLE_AMPLITUDE = 0.4;
const CYCLES = 1.5;
/** Electrons a pixel. */
const SKY = 400;
const READ_NOISE = 8;
const HOT_PIXEL = 20_000;
const HOT_PIXELS = 12;
/** Electrons for each unit of the image. */
const GAIN = 1.5;
/** Units of the image. */
const BIAS = 300;
const FWHM = 3.4;
const MOFFAT_BETA = 3;
/** How far a star's light is drawn, pixels. */
const STAR_RADIUS = 24;
/** Pixels from one frame to the next, and the scatter about it. */
const DRIFT = { x: 0.4, y: -0.25 };
const DRIFT_SCATTER = 0.3;

/**
 * A series of frames as a small telescope would take them, and the truth behind them: stars with Moffat
 * profiles on an even sky that drift slowly over the detector, one of them (the first) variable; Poisson
 * noise of all light, read noise, hot pixels. The same settings give the same frames.
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

/** Fainter stars are more frequent, three times as many a magnitude. */
function randomStar(random: Random, { width, height }: SkySettings): SimulatedStar {
  const slope = Math.log(3);
  const share = Math.exp(-slope * (FAINTEST - BRIGHTEST));
  return {
    x: random.uniform() * width,
    y: random.uniform() * height,
    magnitude: FAINTEST + Math.log(share + (1 - share) * random.uniform()) / slope
  };
}

function driftOf(index: number, random: Random): { x: number; y: number } {
  if (index === 0) return { x: 0, y: 0 };
  return {
    x: index * DRIFT.x + DRIFT_SCATTER * random.normal(),
    y: index * DRIFT.y + DRIFT_SCATTER * random.normal()
  };
}

/** Source: Moffat (1969), A&A 3, 455. The profile is sampled at the centres of the pixels. */
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

/** What the camera writes for a pixel in which so many electrons are expected. */
function digitise(mean: number, random: Random): number {
  const electrons = random.poisson(mean) + READ_NOISE * random.normal();
  return Math.min(65_535, Math.max(0, Math.round(BIAS + electrons / GAIN)));
}

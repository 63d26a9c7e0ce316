import type { Statements } from '../../domain/statement/Statement';
import type { Frame } from '../../frames/Frame';
import type { SaturationSource } from '../../frames/frameSaturation';
import type { LentColour, LentImage } from '../../frames/lendImage';
import type { Background } from '../../kernels/sky/background';

/** A number, and where it comes from. */
export interface Sourced<Source> {
  readonly value: number;
  readonly source: Source;
}

type Declared = Statements<{ given: {}; header: { readonly keyword: string } }>;
export type GainSource =
  | Declared
  | Statements<{
      /** It may as well be the position of a dial. */
      doubtful: { readonly keyword: string };
      skyNoise: {};
      unknown: {};
    }>;
export type ZeroPointSource = Declared | Statements<{ assumed: {} }>;
export type LimitSource = Statements<{ given: {}; frame: { readonly source: SaturationSource } }>;

/** Magnitude of one unit of the image where neither user nor header gives it. */
const DEFAULT_ZERO_POINT = 25;
const ZERO_POINTS = ['MAGZPT', 'MAGZERO', 'PHOTZP', 'ZEROPT'];

const GIVEN = { code: 'given', parameters: {} } as const;

/**
 * Electrons per unit of the image. Where neither user nor header gives it, all noise of the sky beyond the read noise is
 * taken for photon noise. Infinite, which means no photon noise, where there is no sky.
 * @param given by the user, or null
 */
export function gainOf(
  given: number | null,
  { facts, noise }: Frame,
  sky: Background,
  { gain }: Pick<LentColour, 'gain'>
): Sourced<GainSource> {
  const byUser = given ?? facts.gain;
  if (byUser !== null) return { value: byUser * gain, source: GIVEN };
  if (noise.gain) {
    const { value, source: keyword, isCertain } = noise.gain;
    const source = isCertain ? fromHeader(keyword) : ({ code: 'doubtful', parameters: { keyword } } as const);
    return { value: value * gain, source };
  }
  const { globalLevel: level, globalRms: rms } = sky;
  if (!(level > rms)) return { value: Infinity, source: { code: 'unknown', parameters: {} } };
  const read = 2 * rms * (noise.readNoise?.value ?? 0);
  // rms^2 = level / gain + (read noise / gain)^2
  const value = (level + Math.sqrt(level ** 2 + read ** 2)) / (2 * rms ** 2);
  return { value, source: { code: 'skyNoise', parameters: {} } };
}

/** @param given by the user, or null */
export function zeroPointOf(given: number | null, { header }: Frame): Sourced<ZeroPointSource> {
  if (given !== null) return { value: given, source: GIVEN };
  for (const keyword of ZERO_POINTS) {
    const value = header.number(keyword);
    if (value !== null && value !== 0) return { value, source: fromHeader(keyword) };
  }
  return { value: DEFAULT_ZERO_POINT, source: { code: 'assumed', parameters: {} } };
}

/**
 * The value from which pixels count as saturated.
 * @param given by the user, or null
 * @param lent the image of the frame
 */
export function saturationOf(
  given: number | null,
  { saturation: { level, source } }: LentImage
): Sourced<LimitSource> {
  return given === null
    ? { value: level, source: { code: 'frame', parameters: { source } } }
    : { value: given, source: GIVEN };
}

const fromHeader = (keyword: string): Declared => ({ code: 'header', parameters: { keyword } });

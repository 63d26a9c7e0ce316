import type { Frame } from '../../frames/Frame';
import { saturationText } from '../../frames/sentences';
import type { LentImage } from '../../frames/lendImage';
import type { Background } from '../../kernels/sky/background';

/** A number, and whose word it is. */
export interface Sourced {
  readonly value: number;
  readonly source: string;
}

/** Magnitude of one unit of the image where nobody says. */
const DEFAULT_ZERO_POINT = 25;
const ZERO_POINTS = ['MAGZPT', 'MAGZERO', 'PHOTZP', 'ZEROPT'];

/**
 * Electrons for each unit of the image. Where neither the user nor the header says, all noise of the sky beyond
 * that of reading counts as that of its photons; infinite, so that photons do not count, where there is no sky.
 * @param given by the user; null: not
 */
export function gainOf(given: number | null, { noise }: Frame, sky: Background): Sourced {
  if (given !== null) return { value: given, source: 'as set' };
  if (noise.gain) return { value: noise.gain.value, source: `${noise.gain.source} of the header` };
  const { globalLevel: level, globalRms: rms } = sky;
  if (!(level > rms)) return { value: Infinity, source: 'not known: photons of the stars do not count' };
  const read = 2 * rms * (noise.readNoise?.value ?? 0);
  // rms^2 = level / gain + (read noise / gain)^2
  const value = (level + Math.sqrt(level ** 2 + read ** 2)) / (2 * rms ** 2);
  return { value, source: 'estimated from level and noise of the sky' };
}

/** @param given by the user; null: not */
export function zeroPointOf(given: number | null, { header }: Frame): Sourced {
  if (given !== null) return { value: given, source: 'as set' };
  for (const keyword of ZERO_POINTS) {
    const value = header.number(keyword);
    if (value !== null && value !== 0) return { value, source: `${keyword} of the header` };
  }
  return { value: DEFAULT_ZERO_POINT, source: 'assumed: magnitudes are instrumental' };
}

/**
 * The value from which pixels count as saturated.
 * @param given by the user; null: not
 * @param lent the image of the frame
 */
export const saturationOf = (given: number | null, { saturation: { level, source } }: LentImage): Sourced =>
  given === null ? { value: level, source: saturationText(source) } : { value: given, source: 'as set' };

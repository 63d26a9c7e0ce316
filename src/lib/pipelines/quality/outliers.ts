import { figureText } from '../../domain/units/figureText';
import { median } from '../../kernels/array/median';
import type { FrameQuality } from './FrameQuality';

/** From the median absolute deviation to the standard deviation of a normal distribution. */
const MAD_TO_SIGMA = 1.4826;

interface Comparison {
  readonly valueOf: (frame: FrameQuality) => number;
  /** Which way is bad. */
  readonly direction: 1 | -1;
  /** Whether a difference is enough to matter, however alike the other frames are. */
  readonly matters: (frame: FrameQuality, usual: number, usualRms: number) => boolean;
  readonly reason: (value: number, usual: number) => string;
}

const COMPARISONS: readonly Comparison[] = [
  {
    valueOf: ({ fwhm }) => fwhm,
    direction: 1,
    matters: ({ fwhm }, usual) => fwhm > 1.1 * usual,
    reason: (value, usual) =>
      `FWHM ${value.toFixed(1)} px, ${(value / usual).toFixed(1)} times the usual ${usual.toFixed(1)} px: ` +
      'focus, wind or turbulent air, probably'
  },
  {
    valueOf: ({ background }) => background,
    direction: 1,
    // A brighter sky harms by its noise, which unlike its level does not depend on the bias.
    matters: ({ backgroundRms }, _, usualRms) => backgroundRms > 1.1 * usualRms,
    reason: (value, usual) =>
      `background ${figureText(value, 4)}, usually ${figureText(usual, 4)}: ` +
      'Moon, twilight, lights or bright clouds, probably'
  },
  {
    valueOf: ({ stars }) => stars,
    direction: -1,
    // Of a frame without any, more is said elsewhere.
    matters: ({ stars }, usual) => stars > 0 && stars < 0.8 * usual,
    reason: (value, usual) => `stars ${value}, usually ${usual.toFixed(0)}: clouds, fog or dew, probably`
  },
  {
    valueOf: ({ elongation }) => elongation,
    direction: 1,
    matters: ({ elongation }, usual) => elongation > usual + 0.15,
    reason: (value, usual) =>
      `stars ${value.toFixed(2)} times as long as wide, usually ${usual.toFixed(2)}: ` +
      'tracking, wind or a knock, probably'
  }
];

/**
 * Frames that differ from the median of the group, for the worse, by more than `threshold` standard deviations,
 * the latter from the median absolute deviation, and by enough to matter.
 */
export function outliers(
  group: readonly FrameQuality[],
  threshold: number
): readonly { readonly frame: FrameQuality; readonly reason: string }[] {
  const usualRms = medianOf(group.map(({ backgroundRms }) => backgroundRms));
  return COMPARISONS.flatMap(({ valueOf, direction, matters, reason }) => {
    const usual = medianOf(group.map(valueOf));
    const sigma = MAD_TO_SIGMA * medianOf(group.map((frame) => Math.abs(valueOf(frame) - usual)));
    return group
      .filter((frame) => direction * (valueOf(frame) - usual) > threshold * sigma)
      .filter((frame) => matters(frame, usual, usualRms))
      .map((frame) => ({ frame, reason: reason(valueOf(frame), usual) }));
  });
}

const medianOf = (values: readonly number[]): number => median(Float32Array.from(values));

import { median } from '../../kernels/array/median';
import type { ExclusionReason } from './ExclusionReason';
import type { FrameQuality } from './FrameQuality';

/** From the median absolute deviation to the standard deviation of a normal distribution. */
const MAD_TO_SIGMA = 1.4826;

interface Comparison {
  readonly valueOf: (frame: FrameQuality) => number;
  /** Which way is bad. */
  readonly direction: 1 | -1;
  /** Whether a difference is enough to matter, however alike the other frames are. */
  readonly matters: (frame: FrameQuality, usual: number, usualRms: number) => boolean;
  readonly reason: (value: number, usual: number) => ExclusionReason;
}

const COMPARISONS: readonly Comparison[] = [
  {
    valueOf: ({ fwhm }) => fwhm,
    direction: 1,
    matters: ({ fwhm }, usual) => fwhm > 1.1 * usual,
    reason: (fwhm, usual) => ({ code: 'wide', parameters: { fwhm, usual } })
  },
  {
    valueOf: ({ background }) => background,
    direction: 1,
    // A brighter sky harms by its noise, which unlike its level does not depend on the bias.
    matters: ({ backgroundRms }, _, usualRms) => backgroundRms > 1.1 * usualRms,
    reason: (background, usual) => ({ code: 'bright', parameters: { background, usual } })
  },
  {
    valueOf: ({ stars }) => stars,
    direction: -1,
    // Of a frame without any, more is said elsewhere.
    matters: ({ stars }, usual) => stars > 0 && stars < 0.8 * usual,
    reason: (stars, usual) => ({ code: 'fewStars', parameters: { stars, usual } })
  },
  {
    valueOf: ({ elongation }) => elongation,
    direction: 1,
    matters: ({ elongation }, usual) => elongation > usual + 0.15,
    reason: (elongation, usual) => ({ code: 'long', parameters: { elongation, usual } })
  }
];

/**
 * Frames that differ from the median of the group, for the worse, by more than `threshold` standard deviations,
 * the latter from the median absolute deviation, and by enough to matter.
 */
export function outliers(
  group: readonly FrameQuality[],
  threshold: number
): readonly { readonly frame: FrameQuality; readonly reason: ExclusionReason }[] {
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

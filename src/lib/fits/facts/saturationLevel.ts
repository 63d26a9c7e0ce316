import type { DeclaredSaturation } from './declaredSaturation';

/**
 * The value from which pixels of an image are saturated, by what its file says. DATAMAX counts as a limit only where it
 * is not just the highest value of the image.
 * @param highest value of the image
 */
export const saturationLevel = ({ level, dataMax }: DeclaredSaturation, highest: number): number =>
  Math.fround(dataMax) === highest ? level : Math.min(level, dataMax);

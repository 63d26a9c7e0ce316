import type { DeclaredSaturation } from './declaredSaturation';

/**
 * The value at which pixels of an image saturate, according to its file. DATAMAX counts as a limit only where it is not
 * just the highest value of the image.
 * @param highest the highest value of the image
 */
export const saturationLevel = ({ level, dataMax }: DeclaredSaturation, highest: number): number =>
  Math.fround(dataMax) === highest ? level : Math.min(level, dataMax);

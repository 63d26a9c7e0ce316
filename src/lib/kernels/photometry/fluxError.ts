export interface ApertureNoise {
  /** Light of the source, in units of the image. */
  readonly flux: number;
  /** Of the aperture, pixels. */
  readonly area: number;
  /** Standard deviation of a pixel of the sky: photons of the sky, read-out, dark current and all else there. */
  readonly skyNoise: number;
  /** Standard deviation of the level that was taken off each pixel. */
  readonly levelError: number;
  /** Electrons for each unit of the image; infinite where the photons of the source are not to count. */
  readonly gain: number;
}

/**
 * Standard deviation of the light in an aperture, in units of the image: photons of the source, noise of the pixels,
 * and error of the level of the sky, which is the same in all of them.
 *
 * Source: the CCD equation of Merline & Howell (1995), Exp. Astron. 6, 163, with the measured noise of the sky for
 * the sum of its terms.
 */
export function fluxError({ flux, area, skyNoise, levelError, gain }: ApertureNoise): number {
  return Math.sqrt(Math.max(0, flux) / gain + area * skyNoise ** 2 + (area * levelError) ** 2);
}

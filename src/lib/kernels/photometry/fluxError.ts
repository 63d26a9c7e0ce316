export interface ApertureNoise {
  /** Flux of the source, in units of the image. */
  readonly flux: number;
  /** Area of the aperture, pixels. */
  readonly area: number;
  /** Standard deviation of a sky pixel, from photon noise, read noise, dark current and anything else. */
  readonly skyNoise: number;
  /** Standard deviation of the sky level that was subtracted from each pixel. */
  readonly levelError: number;
  /** Electrons per unit of the image; infinite to leave out the photon noise of the source. */
  readonly gain: number;
}

/**
 * Standard deviation of the flux in an aperture, in units of the image: photon noise of the source, noise of the pixels,
 * and the error of the sky level, which is common to all pixels.
 *
 * Source: the CCD equation of Merline & Howell (1995), Exp. Astron. 6, 163, with the measured noise of the sky in place of
 * the sum of its terms.
 */
export function fluxError({ flux, area, skyNoise, levelError, gain }: ApertureNoise): number {
  return Math.sqrt(Math.max(0, flux) / gain + area * skyNoise ** 2 + (area * levelError) ** 2);
}

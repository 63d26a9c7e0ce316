import { itemAt } from '../../domain/units/itemAt';
import type { FrameCatalogue } from './FrameCatalogue';

const SIGNAL_TO_NOISE = 5;

/** Magnitude of a star whose flux in the first aperture is 5 times its error, for the median sky noise of the frame. */
export function limitingMagnitude({ apertures, noise, gain, zeroPoint }: FrameCatalogue): number {
  const { radius, factor } = itemAt(apertures, 0);
  // flux = 5 sqrt(flux / gain + area noise^2), for flux.
  const photons = SIGNAL_TO_NOISE ** 2 / gain.value;
  const sky = SIGNAL_TO_NOISE ** 2 * Math.PI * radius ** 2 * noise ** 2;
  const flux = (photons + Math.sqrt(photons ** 2 + 4 * sky)) / 2;
  return zeroPoint.value - 2.5 * Math.log10(factor * flux);
}

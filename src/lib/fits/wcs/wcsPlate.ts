import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';
import { PlanePolynomial, type Term } from './PlanePolynomial';
import type { WcsSteps } from './Wcs';
import { wcsFrame } from './wcsFrame';
import { wcsNumber } from './wcsNumber';
import { wcsProjection } from './wcsProjection';
import { nativeToCelestial, product } from './wcsRotation';

/** Powers of the axis's own coordinate, of the other one, and of their distance from the centre, by number. */
const POWERS: readonly (readonly [own: number, other: number, radial: number])[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 0],
  [2, 0, 0],
  [1, 1, 0],
  [0, 2, 0],
  [0, 0, 2],
  [3, 0, 0],
  [2, 1, 0],
  [1, 2, 0],
  [0, 3, 0],
  [1, 0, 2],
  [1, 0, 4]
];
const ARCSECONDS = 3600;
const MICROMETRES = 1000;

/**
 * The solution of a photographic plate of the Digitized Sky Survey: the place on the plate in millimetres, polynomials
 * of it (AMDXn, AMDYn) that give standard coordinates, and the gnomonic projection about the centre of the plate. The
 * TAN cards beside them are only nearly right. Source: the FITS headers of the GSSS; wcslib 7 reads them alike.
 * @throws FitsError if one of the cards is missing, or the plate is not on the sky
 */
export function wcsPlate(header: FitsHeader): WcsSteps {
  const number = (keyword: string): number => wcsNumber(header, keyword);
  const [sizeX, sizeY] = [number('XPIXELSZ') / MICROMETRES, number('YPIXELSZ') / MICROMETRES];
  const scale = Math.abs(number('AMDX1')) / ARCSECONDS;
  if (!(sizeX > 0 && sizeY > 0 && scale > 0))
    throw new FitsError('The scale of the photographic plate (XPIXELSZ, YPIXELSZ, AMDX1) is not usable.');
  const toCelestial = nativeToCelestial({
    ...plateCentre(header),
    referenceLatitude: 90,
    lonPole: null,
    latPole: 90
  });
  const toIcrs = wcsFrame(header, 'equatorial');
  return {
    referencePixel: [
      number('PPO3') / MICROMETRES / sizeX - number('CNPIX1') + 0.5,
      number('PPO6') / MICROMETRES / sizeY - number('CNPIX2') + 0.5
    ],
    sip: null,
    linear: [-sizeX * scale, 0, 0, sizeY * scale],
    tpv: new PlanePolynomial(plateTerms(header, scale)),
    projection: wcsProjection('TAN', [0, 0])!,
    toSky: toIcrs ? product(toIcrs, toCelestial) : toCelestial
  };
}

/** @param scale degrees per millimetre, about */
const plateTerms = (header: FitsHeader, scale: number): Term[] =>
  POWERS.flatMap(([own, other, k], i): Term[] => {
    const unit = ARCSECONDS * scale ** (own + other + k);
    const first = wcsNumber(header, `AMDX${i + 1}`, 0) / unit;
    const second = wcsNumber(header, `AMDY${i + 1}`, 0) / unit;
    return [
      { p: own, q: other, k, first, second: 0 },
      { p: other, q: own, k, first: 0, second }
    ].filter((term) => term.first !== 0 || term.second !== 0);
  });

function plateCentre(header: FitsHeader): { longitude: number; latitude: number } {
  const sum = (...keywords: readonly [string, string, string]): number =>
    keywords.reduce((total, keyword, i) => total + wcsNumber(header, keyword) / 60 ** i, 0);
  const longitude = 15 * sum('PLTRAH', 'PLTRAM', 'PLTRAS');
  const latitude =
    sum('PLTDECD', 'PLTDECM', 'PLTDECS') * (header.string('PLTDECSN')?.trim() === '-' ? -1 : 1);
  if (!(longitude >= 0 && longitude <= 360 && Math.abs(latitude) <= 90))
    throw new FitsError(
      `The centre of the plate is not on the sky: longitude ${longitude}, latitude ${latitude}.`
    );
  return { longitude, latitude };
}

import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';
import { Wcs } from './Wcs';
import { wcsAxes, type WcsAxes } from './wcsAxes';
import { wcsFrame } from './wcsFrame';
import { wcsLinear, degreesPerUnit, type LinearPart } from './wcsLinear';
import { wcsNumber } from './wcsNumber';
import { wcsProjection, type Point, type Projection } from './wcsProjection';
import { wcsPlate } from './wcsPlate';
import { nativeToCelestial, product, type Rotation } from './wcsRotation';
import { wcsSip } from './wcsSip';
import { hasRadialTerms, hasTanDistortion, wcsTpv } from './wcsTpv';
import { wcsZpn } from './wcsZpn';

/**
 * The world coordinate system of an image, plain or compressed, from its header. Alternate systems (A to Z)
 * are not read.
 * @throws FitsError if there is none that can be trusted; a sentence says why and names the card
 */
export function readWcs(header: FitsHeader): Wcs {
  return header.has('AMDX1') ? readPlate(header) : readAxes(header);
}

function readPlate(header: FitsHeader): Wcs {
  const wcs = new Wcs(wcsPlate(header));
  refuseFoldedImage(header, wcs);
  return wcs;
}

function readAxes(header: FitsHeader): Wcs {
  const axes = wcsAxes(header);
  refuseUnsupportedDistortion(header, axes);
  const referencePixel: Point = [wcsNumber(header, 'CRPIX1'), wcsNumber(header, 'CRPIX2')];
  const sip = wcsSip(header);
  const linear = wcsLinear(header, axes);
  const isTpv = axes.projection === 'TPV' || (axes.projection === 'TAN' && hasTanDistortion(header, axes));
  const tpv = isTpv && !isSipInstead(header, axes, sip !== null) ? wcsTpv(header, axes) : null;
  const projection = readProjection(header, axes);
  const toSky = readRotation(header, axes, projection, isTpv);
  refuseReference(header, axes, referencePixel);
  refuseWideImage(header, axes, linear);
  const wcs = new Wcs({ referencePixel, sip, linear, tpv, projection, toSky });
  if (sip || tpv) refuseFoldedImage(header, wcs);
  return wcs;
}

/**
 * Distortions given as tables in other HDUs, of detector pixels (D2IM), of pixels (CP) or of the plane of projection
 * (CQ).
 */
function refuseUnsupportedDistortion(header: FitsHeader, { longitude, latitude }: WcsAxes): void {
  const found = [
    'CPDIS1',
    'CPDIS2',
    `CQDIS${longitude}`,
    `CQDIS${latitude}`,
    'D2IMDIS1',
    'D2IMDIS2',
    'AXISCORR'
  ];
  const keyword = found.find((keyword) => header.has(keyword));
  if (keyword) throw new FitsError(`Distortion tables (${keyword}) are not supported.`);
}

/**
 * Where there are two distortions, astropy takes the PV cards of SCAMP for another form of the SIP, and drops them
 * if they have no terms in r, which SIP cannot express. So do we.
 */
function isSipInstead(header: FitsHeader, axes: WcsAxes, hasSip: boolean): boolean {
  if (hasSip && (axes.projection === 'TPV' || hasRadialTerms(header, axes)))
    throw new FitsError('There are two distortions, SIP (A_ORDER) and PV, which cannot both apply.');
  return hasSip;
}

function readProjection(header: FitsHeader, axes: WcsAxes): Projection {
  const { projection, latitude } = axes;
  if (projection === 'ZPN') return wcsZpn(header, axes);
  if (projection === 'NCP') return northCelestialPole(header, axes);
  const slant = [1, 2].map((m) => wcsNumber(header, `PV${latitude}_${m}`, 0));
  const found = wcsProjection(projection === 'TPV' ? 'TAN' : projection, [slant[0]!, slant[1]!]);
  if (!found) throw new FitsError(`The projection ${projection} is not supported.`);
  return found;
}

/** Of radio telescopes that lie east to west: a slant SIN (Calabretta and Greisen 2002, section 5.1.5). */
function northCelestialPole(header: FitsHeader, { latitude }: WcsAxes): Projection {
  const declination = wcsNumber(header, `CRVAL${latitude}`) * degreesPerUnit(header, latitude);
  if (declination === 0) throw new FitsError('The projection NCP cannot show the equator.');
  return wcsProjection('SIN', [0, 1 / Math.tan((declination * Math.PI) / 180)])!;
}

/** @param isTpv whether the PV cards of the longitude axis are coefficients, not angles */
function readRotation(
  header: FitsHeader,
  { frame, ...axes }: WcsAxes,
  { referenceLatitude }: Projection,
  isTpv: boolean
): Rotation {
  const longitude = wcsNumber(header, `CRVAL${axes.longitude}`) * degreesPerUnit(header, axes.longitude);
  const latitude = wcsNumber(header, `CRVAL${axes.latitude}`) * degreesPerUnit(header, axes.latitude);
  if (Math.abs(longitude) > 360 || Math.abs(latitude) > 90)
    throw new FitsError(`CRVAL is not on the sky: longitude ${longitude}, latitude ${latitude} degrees.`);
  const parameter = (m: number): string => `PV${axes.longitude}_${m}`;
  if (!isTpv)
    for (const [m, supported] of [0, 0, referenceLatitude].entries())
      if (wcsNumber(header, parameter(m), supported) !== supported)
        throw new FitsError(
          `A reference point other than that of the projection (${parameter(m)}) is not supported.`
        );
  const angle = (m: number, keyword: string, fallback: number): number =>
    wcsNumber(header, isTpv || !header.has(parameter(m)) ? keyword : parameter(m), fallback);
  const lonPole = angle(3, 'LONPOLE', NaN);
  const toCelestial = nativeToCelestial({
    longitude,
    latitude,
    referenceLatitude,
    lonPole: Number.isNaN(lonPole) ? null : lonPole,
    latPole: angle(4, 'LATPOLE', 90)
  });
  const toIcrs = wcsFrame(header, frame);
  return toIcrs ? product(toIcrs, toCelestial) : toCelestial;
}

/** Pixels; beyond it, rounding would show. */
const MAX_REFERENCE = 1e8;

function refuseReference(header: FitsHeader, { longitude, latitude }: WcsAxes, referencePixel: Point): void {
  if (referencePixel.some((value) => Math.abs(value) > MAX_REFERENCE))
    throw new FitsError(`CRPIX is (${referencePixel.join(', ')}), far beyond any image.`);
  const values = [longitude, latitude].map((axis) => wcsNumber(header, `CRVAL${axis}`));
  if ([...referencePixel, ...values].every((value) => value === 0))
    throw new FitsError('CRPIX and CRVAL are all 0: these are placeholders, not coordinates.');
}

/**
 * Refuses scales that nobody can have meant, such as a CDELT of 1 that was never filled in. The planes of TAN and SIN
 * show half the sky at most; the others may hold a map of all of it, with margins.
 */
function refuseWideImage(header: FitsHeader, { projection }: WcsAxes, [a, b, c, d]: LinearPart): void {
  const { width, height } = imageSize(header);
  const degrees = Math.max(
    Math.abs(a) * width + Math.abs(b) * height,
    Math.abs(c) * width + Math.abs(d) * height
  );
  const limit = ['TAN', 'TPV', 'SIN', 'NCP'].includes(projection) ? 180 : 400;
  if (degrees > limit)
    throw new FitsError(
      `The image would be ${Math.round(degrees)} degrees wide, more than ${projection} can show.`
    );
}

/** Every corner must map back to itself; a polynomial with a wrong coefficient folds the image. */
function refuseFoldedImage(header: FitsHeader, wcs: Wcs): void {
  const { width, height } = imageSize(header);
  for (const x of [0, Math.max(0, width - 1)])
    for (const y of [0, Math.max(0, height - 1)]) {
      const position = wcs.pixelToWorld(x, y);
      const pixel = position && wcs.worldToPixel(position.ra, position.dec);
      if (!pixel || !(Math.hypot(pixel.x - x, pixel.y - y) < 1e-3))
        throw new FitsError(`The distortion is not valid: it folds the image at pixel (${x}, ${y}).`);
    }
}

/** 0 x 0 for a header without an image. */
function imageSize(header: FitsHeader): { width: number; height: number } {
  const prefix = header.has('ZNAXIS1') ? 'Z' : '';
  return { width: header.number(`${prefix}NAXIS1`) ?? 0, height: header.number(`${prefix}NAXIS2`) ?? 0 };
}

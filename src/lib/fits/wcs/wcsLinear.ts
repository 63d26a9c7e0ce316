import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';
import { MAX_AXES, type WcsAxes } from './wcsAxes';
import { wcsNumber } from './wcsNumber';

/** Degrees in the plane of projection per pixel: longitude along x and y, latitude along x and y. */
export type LinearPart = readonly [number, number, number, number];

const DEGREES: Readonly<Record<string, number>> = {
  DEG: 1,
  DEGREE: 1,
  DEGREES: 1,
  ARCMIN: 1 / 60,
  ARCSEC: 1 / 3600,
  MAS: 1 / 3.6e6,
  RAD: 180 / Math.PI
};

/**
 * The unit of an axis in degrees, from CUNITn.
 * @throws FitsError if it is not a unit of angle
 */
export function degreesPerUnit(header: FitsHeader, axis: number): number {
  const unit = header.string(`CUNIT${axis}`)?.trim() || 'deg';
  const degrees = DEGREES[unit.toUpperCase()];
  if (degrees === undefined)
    throw new FitsError(`CUNIT${axis} is '${unit}', which is not a known unit of angle.`);
  return degrees;
}

/**
 * The linear part, from PCi_j and CDELTi, or CDi_j, or CDELTi and CROTAi, in this order (FITS 4.0, section
 * 8.1; Calabretta and Greisen 2002, A&A 395, 1077, section 6.1). PC and CD may both be there if they agree.
 * @throws FitsError if cards are missing, contradict each other, mix in a third axis, or are singular
 */
export function wcsLinear(header: FitsHeader, axes: WcsAxes): LinearPart {
  const { longitude, latitude } = axes;
  const pc = hasMatrix(header, axes, 'PC') ? pcMatrix(header, axes) : null;
  const cd = hasMatrix(header, axes, 'CD') ? cdMatrix(header, axes) : null;
  if (pc && cd && !areEqual(pc, cd)) throw new FitsError('The PC and the CD matrix contradict each other.');
  const [a, b, c, d] = pc ?? cd ?? rotationMatrix(header, axes);
  const [toLongitude, toLatitude] = [degreesPerUnit(header, longitude), degreesPerUnit(header, latitude)];
  const linear = [a * toLongitude, b * toLongitude, c * toLatitude, d * toLatitude] as const;
  refuseSingular(linear);
  return linear;
}

/** PC001002, from before the standard, is PC1_2. */
const keywords = (matrix: string, axis: number, pixelAxis: number): string[] => [
  `${matrix}${axis}_${pixelAxis}`,
  `${matrix}00${axis}00${pixelAxis}`
];

const hasMatrix = (header: FitsHeader, { longitude, latitude }: WcsAxes, matrix: string): boolean =>
  [longitude, latitude].some((axis) =>
    [1, 2].some((pixelAxis) => keywords(matrix, axis, pixelAxis).some((keyword) => header.has(keyword)))
  );

function pcMatrix(header: FitsHeader, { longitude, latitude }: WcsAxes): LinearPart {
  const row = (axis: number): readonly [number, number] => {
    const step = wcsNumber(header, `CDELT${axis}`, 1);
    const [alongX, alongY] = matrixRow(header, 'PC', axis, 1);
    return [step * alongX, step * alongY];
  };
  return [...row(longitude), ...row(latitude)];
}

const cdMatrix = (header: FitsHeader, { longitude, latitude }: WcsAxes): LinearPart => [
  ...matrixRow(header, 'CD', longitude, 0),
  ...matrixRow(header, 'CD', latitude, 0)
];

/** @param diagonal value of an element on the diagonal that is not given; others are 0 */
function matrixRow(
  header: FitsHeader,
  matrix: string,
  axis: number,
  diagonal: number
): readonly [number, number] {
  const element = (pixelAxis: number): number => {
    const [modern, old] = keywords(matrix, axis, pixelAxis);
    return wcsNumber(header, header.has(modern!) ? modern! : old!, axis === pixelAxis ? diagonal : 0);
  };
  for (let pixelAxis = 3; pixelAxis <= MAX_AXES; pixelAxis++)
    if (element(pixelAxis) !== 0)
      throw new FitsError(`The sky coordinates of this image change along its axis ${pixelAxis}.`);
  return [element(1), element(2)];
}

/** The rotation is on the card of the latitude axis; what one on the longitude axis alone means is anyone's guess. */
function rotationMatrix(header: FitsHeader, { longitude, latitude }: WcsAxes): LinearPart {
  if (Math.max(longitude, latitude) > 2)
    throw new FitsError(
      `The sky coordinates are on the axes ${longitude} and ${latitude}, which are not those of the image.`
    );
  const step = [wcsNumber(header, `CDELT${longitude}`), wcsNumber(header, `CDELT${latitude}`)] as const;
  if (wcsNumber(header, `CROTA${longitude}`, 0) !== 0 && !header.has(`CROTA${latitude}`))
    throw new FitsError(`There is a CROTA${longitude}, but no CROTA${latitude}.`);
  const angle = (wcsNumber(header, `CROTA${latitude}`, 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const byLongitude = [step[0] * cos, step[0] * sin] as const;
  const byLatitude = [-step[1] * sin, step[1] * cos] as const;
  return longitude < latitude
    ? [byLongitude[0], byLatitude[0], byLongitude[1], byLatitude[1]]
    : [byLatitude[0], byLongitude[0], byLatitude[1], byLongitude[1]];
}

function areEqual(one: LinearPart, other: LinearPart): boolean {
  const largest = Math.max(...one.map(Math.abs));
  return one.every((value, index) => Math.abs(value - other[index]!) <= 1e-6 * largest);
}

/** Far finer than any telescope's pixels, degrees. */
const MIN_STEP = 1e-12;

function refuseSingular([a, b, c, d]: LinearPart): void {
  const rows = [Math.hypot(a, b), Math.hypot(c, d)] as const;
  const isSound = rows.every((row) => row > MIN_STEP && row < Infinity);
  if (!isSound || Math.abs(a * d - b * c) <= 1e-9 * rows[0] * rows[1])
    throw new FitsError('The pixel scale is zero in some direction: CDELT, PC or CD is not usable.');
}

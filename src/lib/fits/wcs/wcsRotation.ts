import { FitsError } from '../file/FitsError';
import type { Vector } from './wcsProjection';

/** Rows of an orthogonal matrix. */
export type Rotation = readonly [Vector, Vector, Vector];

const RADIANS = Math.PI / 180;
/** Rounding of angles, radians: two that differ by less are the same. */
const EPSILON = 1e-10;

/** Where the reference point lies, and how the projection is turned about it. Degrees. */
export interface Attitude {
  readonly longitude: number;
  readonly latitude: number;
  /** Native latitude of the reference point; its native longitude is 0. */
  readonly referenceLatitude: 90 | 0;
  /** LONPOLE: native longitude of the celestial pole; null for the default of the standard. */
  readonly lonPole: number | null;
  /** LATPOLE selects the nearer of two solutions; if they are equally near, we follow wcslib. */
  readonly latPole: number;
}

/**
 * The rotation of native into celestial unit vectors.
 * Source: Calabretta and Greisen 2002, A&A 395, 1077, sections 2.2 to 2.4.
 * @throws FitsError if no position of the celestial pole satisfies the cards
 */
export function nativeToCelestial(attitude: Attitude): Rotation {
  const { longitude, latitude, referenceLatitude } = attitude;
  const lonPole = (attitude.lonPole ?? (latitude >= referenceLatitude ? 0 : 180)) * RADIANS;
  const pole =
    referenceLatitude === 90
      ? { longitude: longitude * RADIANS, latitude: latitude * RADIANS }
      : poleOfEquatorial(attitude, lonPole);
  const [sin, cos] = [Math.sin(pole.latitude), Math.cos(pole.latitude)];
  const tilt: Rotation = [
    [-sin, 0, cos],
    [0, -1, 0],
    [cos, 0, sin]
  ];
  return product(product(rotationAboutPole(pole.longitude), tilt), rotationAboutPole(-lonPole));
}

/** The matrix product a x b. */
export const product = (a: Rotation, b: Rotation): Rotation => {
  const row = ([x, y, z]: Vector): Vector => [
    x * b[0][0] + y * b[1][0] + z * b[2][0],
    x * b[0][1] + y * b[1][1] + z * b[2][1],
    x * b[0][2] + y * b[1][2] + z * b[2][2]
  ];
  return [row(a[0]), row(a[1]), row(a[2])];
};

export const rotationAboutPole = (angle: number): Rotation => {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return [
    [cos, -sin, 0],
    [sin, cos, 0],
    [0, 0, 1]
  ];
};

/** The celestial position of the native pole if the reference point is on the native equator (eqs 8 to 10). */
function poleOfEquatorial(attitude: Attitude, lonPole: number): { longitude: number; latitude: number } {
  const [longitude, latitude] = [attitude.longitude * RADIANS, attitude.latitude * RADIANS];
  const poleLatitude = latitudeOfPole(latitude, Math.cos(lonPole), attitude.latPole * RADIANS);
  const half = Math.PI / 2;
  if (Math.abs(Math.abs(latitude) - half) < EPSILON) return { longitude, latitude: poleLatitude };
  if (Math.abs(poleLatitude - half) < EPSILON)
    return { longitude: longitude + lonPole - Math.PI, latitude: half };
  if (Math.abs(poleLatitude + half) < EPSILON) return { longitude: longitude - lonPole, latitude: -half };
  const sin = Math.sin(lonPole) / Math.cos(latitude);
  const cos = -Math.tan(poleLatitude) * Math.tan(latitude);
  return { longitude: longitude - Math.atan2(sin, cos), latitude: poleLatitude };
}

/** @throws FitsError if neither solution of eq 8 is a latitude */
function latitudeOfPole(latitude: number, cosLonPole: number, latPole: number): number {
  if (Math.abs(cosLonPole) < EPSILON && Math.abs(latitude) < EPSILON) return latPole;
  const ratio = Math.sin(latitude) / Math.abs(cosLonPole);
  const start = cosLonPole >= 0 ? 0 : Math.PI;
  const spread = Math.acos(Math.abs(ratio) < 1 + EPSILON ? Math.max(-1, Math.min(1, ratio)) : NaN);
  const [one, other = one] = [start + spread, start - spread]
    .map((angle) => Math.atan2(Math.sin(angle), Math.cos(angle)))
    .filter((angle) => Math.abs(angle) <= Math.PI / 2 + EPSILON);
  if (one === undefined || other === undefined)
    throw new FitsError('LONPOLE and CRVAL contradict each other: no celestial pole satisfies both.');
  return Math.abs(one - latPole) < Math.abs(other - latPole) - EPSILON ? one : other;
}

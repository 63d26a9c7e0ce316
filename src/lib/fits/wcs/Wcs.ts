import type { Degrees } from '../../domain/units/Brand';
import type { Position } from '../../domain/sky/Position';
import type { PlanePolynomial } from './PlanePolynomial';
import type { LinearPart } from './wcsLinear';
import type { Point, Projection, Vector } from './wcsProjection';
import type { Rotation } from './wcsRotation';

const RADIANS = Math.PI / 180;
const ARCSECONDS = 3600 / RADIANS;

/** The steps from a pixel to the sky, in this order. */
export interface WcsSteps {
  /** CRPIX, 1-based as in the file. */
  readonly referencePixel: Point;
  /** Distortion of the pixels relative to the reference pixel. */
  readonly sip: PlanePolynomial | null;
  readonly linear: LinearPart;
  /** Distortion of the plane of projection, in degrees. */
  readonly tpv: PlanePolynomial | null;
  readonly projection: Projection;
  /** Native coordinates into ICRS. */
  readonly toSky: Rotation;
}

/** How the sky lies in the image at one point. Directions are unit vectors in pixels, x to the right, y up. */
export interface Orientation {
  /** Arcseconds per pixel; where a pixel is not square on the sky, those of a square pixel of the same area. */
  readonly pixelScale: number;
  readonly north: Point;
  readonly east: Point;
}

/** World coordinates of an image. Pixel (0, 0) is the centre of the first pixel. `readWcs` makes it. */
export class Wcs {
  readonly #steps: WcsSteps;
  readonly #determinant: number;

  constructor(steps: WcsSteps) {
    this.#steps = steps;
    const [a, b, c, d] = steps.linear;
    this.#determinant = a * d - b * c;
  }

  /** ICRS, right ascension in [0, 360); null for a pixel that is not on the sky (a corner of an all-sky map). */
  pixelToWorld(x: number, y: number): Position | null {
    const { referencePixel, sip, linear, tpv, projection } = this.#steps;
    const [a, b, c, d] = linear;
    let [u, v]: Point = [x + 1 - referencePixel[0], y + 1 - referencePixel[1]];
    if (sip) [u, v] = sip.at(u, v);
    [u, v] = [a * u + b * v, c * u + d * v];
    if (tpv) [u, v] = tpv.at(u, v);
    const native = projection.toSphere(u * RADIANS, v * RADIANS);
    return native && this.#toPosition(native);
  }

  /**
   * Null for a position that has no pixel, as on the far side of the sky. The pixel may lie outside the image;
   * far outside, a distorted position is meaningless.
   */
  worldToPixel(ra: Degrees, dec: Degrees): { x: number; y: number } | null {
    const pixel = this.#toPixel(unitVector(ra * RADIANS, dec * RADIANS));
    return pixel && { x: pixel[0], y: pixel[1] };
  }

  /** The orientation at a pixel; null where it or its neighbour is not on the sky. */
  orientation(x: number, y: number): Orientation | null {
    const position = this.pixelToWorld(x, y);
    if (!position) return null;
    const [ra, dec] = [position.ra * RADIANS, position.dec * RADIANS];
    const here = unitVector(ra, dec);
    const north = this.#slope(here, unitVector(ra, dec + Math.PI / 2));
    const east = this.#slope(here, unitVector(ra + Math.PI / 2, 0));
    if (!north || !east) return null;
    const pixelsPerRadian = Math.sqrt(Math.abs(north[0] * east[1] - north[1] * east[0]));
    return { pixelScale: ARCSECONDS / pixelsPerRadian, north: direction(north), east: direction(east) };
  }

  /** Pixels per radian, from a place on the sky towards another 90 degrees away. */
  #slope(from: Vector, towards: Vector): Point | null {
    const step = Math.sqrt(Math.abs(this.#determinant)) * RADIANS;
    const [ahead, behind] = [step, -step].map((angle) => {
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      return this.#toPixel([
        cos * from[0] + sin * towards[0],
        cos * from[1] + sin * towards[1],
        cos * from[2] + sin * towards[2]
      ]);
    });
    if (!ahead || !behind) return null;
    return [(ahead[0] - behind[0]) / (2 * step), (ahead[1] - behind[1]) / (2 * step)];
  }

  #toPosition([a, b, c]: Vector): Position {
    const [x, y, z] = this.#steps.toSky.map((row) => row[0] * a + row[1] * b + row[2] * c) as [
      number,
      number,
      number
    ];
    const ra = (Math.atan2(y, x) / RADIANS + 360) % 360;
    return { ra: ra as Degrees, dec: (Math.atan2(z, Math.hypot(x, y)) / RADIANS) as Degrees };
  }

  #toPixel([a, b, c]: Vector): Point | null {
    const { referencePixel, sip, linear, tpv, projection, toSky } = this.#steps;
    const native = [0, 1, 2].map((i) => toSky[0][i]! * a + toSky[1][i]! * b + toSky[2][i]! * c);
    let plane = projection.toPlane(native as [number, number, number]);
    if (!plane) return null;
    plane = [plane[0] / RADIANS, plane[1] / RADIANS];
    if (tpv) plane = tpv.solve(...plane);
    if (!plane) return null;
    const [lonX, lonY, latX, latY] = linear;
    const u = (latY * plane[0] - lonY * plane[1]) / this.#determinant;
    const v = (lonX * plane[1] - latX * plane[0]) / this.#determinant;
    const pixel: Point | null = sip ? sip.solve(u, v) : [u, v];
    return pixel && [pixel[0] + referencePixel[0] - 1, pixel[1] + referencePixel[1] - 1];
  }
}

const unitVector = (ra: number, dec: number): Vector => [
  Math.cos(dec) * Math.cos(ra),
  Math.cos(dec) * Math.sin(ra),
  Math.sin(dec)
];

function direction([x, y]: Point): Point {
  const length = Math.hypot(x, y);
  return [x / length, y / length];
}

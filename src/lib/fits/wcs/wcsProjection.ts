/** A place on the sphere, as a unit vector. */
export type Vector = readonly [number, number, number];
/** A point of a plane: of projection in radians or degrees, or of an image in pixels. */
export type Point = readonly [number, number];

/**
 * A projection between its plane and native spherical coordinates, these as unit vectors: the native pole
 * is (0, 0, 1), native longitude 0 on the equator (1, 0, 0). Both ways give null where there is no counterpart.
 */
export interface Projection {
  /** Native latitude of the reference point, degrees. */
  readonly referenceLatitude: 90 | 0;
  toSphere(x: number, y: number): Vector | null;
  toPlane(vector: Vector): Point | null;
}

/**
 * TAN, SIN, ARC, STG, ZEA, CAR or AIT by its code; null for any other.
 * Source: Calabretta and Greisen 2002, A&A 395, 1077, section 5.
 * @param slant PVi_1 and PVi_2 of the latitude axis, used by SIN
 */
export function wcsProjection(code: string, slant: Point): Projection | null {
  if (code === 'SIN') return orthographic(slant);
  if (code === 'CAR') return PLATE_CARREE;
  if (code === 'AIT') return HAMMER_AITOFF;
  const radial = ZENITHAL[code];
  return radial ? zenithal(radial) : null;
}

/** A projection that shows the native pole in the middle, and distances from it alike in all directions. */
export interface Radial {
  /** Largest distance from the reference point in the plane. */
  readonly limit: number;
  /** At a distance r in the plane: the sine of the distance on the sphere divided by r, and its cosine. */
  toSphere(r: number): readonly [sinOverR: number, cos: number];
  /** The distance in the plane divided by the sine of the distance on the sphere. */
  toPlane(sin: number, cos: number): number;
}

const ZENITHAL: Readonly<Record<string, Radial>> = {
  TAN: {
    limit: Infinity,
    toSphere: (r) => {
      const cos = 1 / Math.hypot(1, r);
      return [cos, cos];
    },
    toPlane: (_sin, cos) => (cos > 0 ? 1 / cos : NaN)
  },
  ARC: {
    limit: Math.PI,
    toSphere: (r) => [r === 0 ? 1 : Math.sin(r) / r, Math.cos(r)],
    toPlane: (sin, cos) => (sin === 0 && cos > 0 ? 1 : Math.atan2(sin, cos) / sin)
  },
  STG: {
    limit: Infinity,
    toSphere: (r) => [1 / (1 + (r * r) / 4), (1 - (r * r) / 4) / (1 + (r * r) / 4)],
    toPlane: (_sin, cos) => 2 / (1 + cos)
  },
  ZEA: {
    limit: 2,
    toSphere: (r) => [Math.sqrt(1 - (r * r) / 4), 1 - (r * r) / 2],
    toPlane: (_sin, cos) => Math.sqrt(2 / (1 + cos))
  }
};

export const zenithal = (radial: Radial): Projection => ({
  referenceLatitude: 90,
  toSphere(x, y) {
    const r = Math.hypot(x, y);
    if (!(r <= radial.limit)) return null;
    const [sinOverR, cos] = radial.toSphere(r);
    return [-y * sinOverR, x * sinOverR, cos];
  },
  toPlane([a, b, c]) {
    const factor = radial.toPlane(Math.hypot(a, b), c);
    return Number.isFinite(factor) ? [b * factor, -a * factor] : null;
  }
});

/** With a slant, w = 1 - sin(theta) is the smaller root of a quadratic; the larger is the far side. */
const orthographic = ([xi, eta]: Point): Projection => ({
  referenceLatitude: 90,
  toSphere(x, y) {
    const a = xi * xi + eta * eta + 1;
    const b = x * xi + y * eta + 1;
    const c = x * x + y * y;
    const root = Math.sqrt(b * b - a * c);
    if (!(b + root > 0)) return null;
    const w = c / (b + root);
    return [eta * w - y, x - xi * w, 1 - w];
  },
  toPlane([a, b, c]) {
    if (!(c + xi * b - eta * a >= 0)) return null;
    return [b + xi * (1 - c), eta * (1 - c) - a];
  }
});

/** The edges belong to the map, whatever rounding makes of them. */
const EDGE = 1 + 1e-12;

const PLATE_CARREE: Projection = {
  referenceLatitude: 0,
  toSphere(x, y) {
    if (!(Math.abs(x) <= Math.PI * EDGE && Math.abs(y) <= (Math.PI / 2) * EDGE)) return null;
    return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)];
  },
  toPlane: ([a, b, c]) => [Math.atan2(b, a), Math.atan2(c, Math.hypot(a, b))]
};

const HAMMER_AITOFF: Projection = {
  referenceLatitude: 0,
  toSphere(x, y) {
    const square = (x / 4) ** 2 + (y / 2) ** 2;
    if (!(square <= 0.5 * EDGE)) return null;
    const z = Math.sqrt(1 - square);
    const half = Math.atan2((z * x) / 2, 2 * z * z - 1);
    const sin = Math.max(-1, Math.min(1, y * z));
    const cos = Math.sqrt(1 - sin * sin);
    return [cos * Math.cos(2 * half), cos * Math.sin(2 * half), sin];
  },
  toPlane([a, b, c]) {
    const cos = Math.hypot(a, b);
    const half = Math.atan2(b, a) / 2;
    const gamma = Math.sqrt(2 / (1 + cos * Math.cos(half)));
    return [2 * gamma * cos * Math.sin(half), gamma * c];
  }
};

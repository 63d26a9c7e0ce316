/** The map `x' = a x + c y + e`, `y' = b x + d y + f` of the plane, in the order of DOMMatrix. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Leaves all where it is. */
export const IDENTITY: Affine = [1, 0, 0, 1, 0, 0];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function transformPoint([a, b, c, d, e, f]: Affine, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The map that does `first`, then `second`. */
export function composeAffine(second: Affine, first: Affine): Affine {
  const [a, b, c, d, e, f] = first;
  const [p, q, r, s, t, u] = second;
  return [p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u];
}

/** @throws RangeError if the map has no inverse */
export function invertAffine([a, b, c, d, e, f]: Affine): Affine {
  const determinant = a * d - b * c;
  if (!(Math.abs(determinant) > 0)) throw new RangeError('The affine map has no inverse');
  return [
    d / determinant,
    -b / determinant,
    -c / determinant,
    a / determinant,
    (c * f - d * e) / determinant,
    (b * e - a * f) / determinant
  ];
}

/** Lengths are multiplied by this, on the geometric mean. */
export function affineScale([a, b, c, d]: Affine): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

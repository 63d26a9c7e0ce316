import type { Point } from './wcsProjection';

/** x^p y^q r^k with its coefficients in the two results; r is the distance from the origin. */
export interface Term {
  readonly p: number;
  readonly q: number;
  readonly k: number;
  readonly first: number;
  readonly second: number;
}

const MAX_STEPS = 30;

/** A map of the plane into itself by two polynomials. Units are those of its coefficients. */
export class PlanePolynomial {
  readonly #terms: readonly Term[];

  constructor(terms: readonly Term[]) {
    this.#terms = terms;
  }

  at(x: number, y: number): Point {
    const { first, second } = this.#evaluate(x, y);
    return [first, second];
  }

  /**
   * The point that the map takes to (x, y), by Newton's iteration from there, exact but for rounding; null if none is
   * found, or only beyond a fold of the map.
   */
  solve(x: number, y: number): Point | null {
    let [u, v] = [x, y];
    for (let step = 0; step < MAX_STEPS; step++) {
      const { first, second, determinant, xx, xy, yx, yy } = this.#evaluate(u, v);
      const [dx, dy] = [x - first, y - second];
      const du = (yy * dx - xy * dy) / determinant;
      const dv = (xx * dy - yx * dx) / determinant;
      u += du;
      v += dv;
      if (Math.hypot(du, dv) <= 1e-12 * (Math.hypot(u, v) + Math.hypot(x, y)) + 1e-15)
        return this.isFolded(u, v) ? null : [u, v];
    }
    return null;
  }

  /** Whether the map flips the plane at (x, y), unlike at the origin. */
  isFolded(x: number, y: number): boolean {
    return !(this.#evaluate(x, y).determinant * this.#evaluate(0, 0).determinant > 0);
  }

  /** Both values, their derivatives (`xy`: of the first by y) and the determinant of these. */
  #evaluate(x: number, y: number) {
    const r = Math.hypot(x, y);
    let [first, second, xx, xy, yx, yy] = [0, 0, 0, 0, 0, 0];
    for (const { p, q, k, first: a, second: b } of this.#terms) {
      const radial = r ** k;
      const monomial = x ** p * y ** q;
      const radialSlope = k === 0 || r === 0 ? 0 : k * r ** (k - 2) * monomial;
      const slopeX = radialSlope * x + (p === 0 ? 0 : p * x ** (p - 1) * y ** q * radial);
      const slopeY = radialSlope * y + (q === 0 ? 0 : q * x ** p * y ** (q - 1) * radial);
      first += a * monomial * radial;
      second += b * monomial * radial;
      xx += a * slopeX;
      xy += a * slopeY;
      yx += b * slopeX;
      yy += b * slopeY;
    }
    return { first, second, xx, xy, yx, yy, determinant: xx * yy - xy * yx };
  }
}

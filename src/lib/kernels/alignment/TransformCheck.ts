import type { Affine } from '../../domain/image/Affine';
import { leastSquaresSimilarity } from './leastSquaresMap';
import { pairStars, type IndexedPairs, type Stars } from './pairStars';
import { PointGrid } from '../array/PointGrid';

export interface Verdict {
  /** The suggestion, improved by all stars that agree; null if chance makes as good ones. */
  readonly transform: Affine | null;
  /** How many stars it brings together. */
  readonly matched: number;
}

/** Natural logarithm of how many wrong transforms as good as one that is accepted chance would make. */
const ACCEPTED_CHANCE = Math.log(1e-6);
/** Stars that suggested the transform agree with it whatever it is. */
const SUGGESTING = 3;
/** After each so many places a suggestion is given up unless it did better than chance by this factor. */
const PLACES_AT_ONCE = 12;
const BETTER_THAN_CHANCE = 1.5;
const IMPROVEMENTS = 3;
/** Where so many suggestions better than chance did not hold, the field is too crowded. */
const MOST_IMPROVED = 500;
/** Of a side of the frame. */
const MOST_CELLS = 512;
/** Pixels, from where a triangle of stars puts another star. */
const RADIUS = 3;
/** Parts of that radius in which the stars are counted: a better transform brings them nearer. */
const PARTS = [1, 1 / 2, 1 / 4];
/** Cells or radii on each side of a star in which it makes the surroundings crowded; the nearest do not. */
const SURROUNDINGS = 5;
const OWN_PLACE = 1;

/**
 * Tells the transform between two lists of stars from those that agree with some of them by chance: it counts the
 * stars at the places where a transform puts those of the other list, and how many would be there by chance in so
 * crowded surroundings and after so many suggestions.
 *
 * Source: Moisan & Stival (2004), International Journal of Computer Vision 57, 201 (number of false alarms).
 */
export class TransformCheck {
  readonly #from: Stars;
  readonly #to: Stars;
  readonly #grid: PointGrid;
  readonly #cell: number;
  readonly #columns: number;
  /** Stars in a square pixel around each cell of the frame, and if they were spread evenly. */
  readonly #density: Float32Array;
  readonly #even: number;
  #suggestions = 0;
  #improved = 0;

  constructor(from: Stars, to: Stars) {
    this.#from = from;
    this.#to = to;
    const { left, right, top, bottom } = new PointGrid(to.x, to.y);
    const width = right - left;
    const height = bottom - top;
    this.#cell = Math.max(RADIUS, width / MOST_CELLS, height / MOST_CELLS);
    this.#grid = new PointGrid(to.x, to.y, this.#cell);
    // A border, for the surroundings of the first and the last.
    this.#columns = Math.floor(width / this.#cell) + 1 + 2 * SURROUNDINGS;
    const rows = Math.floor(height / this.#cell) + 1 + 2 * SURROUNDINGS;
    this.#density = new Float32Array(this.#columns * rows);
    for (let i = 0; i < to.x.length; i++) this.#addSurroundings(this.#cellOf(to.x[i], to.y[i]));
    this.#even = this.#grid.count / (width * height);
  }

  /** @param i, j, k the stars of `from` that suggested the transform */
  judge(suggested: Affine, i: number, j: number, k: number): Verdict {
    this.#suggestions++;
    const { hits, density } = this.#lookAround(suggested, i, j, k);
    let matched = SUGGESTING + hits;
    if (this.#improved === MOST_IMPROVED || this.#chanceOf(hits, density, RADIUS) > 0)
      return { transform: null, matched };
    this.#improved++;
    let transform = suggested;
    let pairs = pairStars(this.#from, this.#to, this.#grid, transform, RADIUS);
    for (let i = 0; i < IMPROVEMENTS; i++) {
      const { x, y, toX, toY } = pairs;
      transform = leastSquaresSimilarity({ x, y, toX, toY, weights: new Float64Array(x.length).fill(1) });
      pairs = pairStars(this.#from, this.#to, this.#grid, transform, RADIUS);
    }
    matched = pairs.x.length;
    return { transform: this.#isBeyondChance(transform, pairs) ? transform : null, matched };
  }

  /**
   * How many stars but three have one at their place, and the sum of the densities at these places; no hits as soon as
   * they are no better than chance.
   */
  #lookAround(
    [a, b, c, d, e, f]: Affine,
    first: number,
    second: number,
    third: number
  ): { hits: number; density: number } {
    const { x, y } = this.#from;
    const area = Math.PI * RADIUS * RADIUS;
    let places = 0;
    let density = 0;
    let hits = 0;
    for (let i = 0; i < x.length; i++) {
      const u = a * x[i] + c * y[i] + e;
      const v = b * x[i] + d * y[i] + f;
      if (i === first || i === second || i === third || !this.#grid.contains(u, v)) continue;
      density += Math.max(this.#density[this.#cellOf(u, v)], this.#even);
      if (this.#grid.nearest(u, v, RADIUS) >= 0) hits++;
      if (++places % PLACES_AT_ONCE === 0 && hits <= BETTER_THAN_CHANCE * density * area)
        return { hits: 0, density };
    }
    return { hits, density };
  }

  #isBeyondChance(transform: Affine, pairs: IndexedPairs): boolean {
    const density = this.#densityAround(transform);
    const [a, b, c, d, e, f] = transform;
    const distances = pairs.x.map((x, i) =>
      Math.hypot(a * x + c * pairs.y[i] + e - pairs.toX[i], b * x + d * pairs.y[i] + f - pairs.toY[i])
    );
    return PARTS.some((part) => {
      const near = distances.reduce((count, distance) => (distance <= part * RADIUS ? count + 1 : count), 0);
      const chance = this.#chanceOf(near - SUGGESTING, density, part * RADIUS);
      return chance + Math.log(PARTS.length) < ACCEPTED_CHANCE;
    });
  }

  /**
   * Natural logarithm of how many of the transforms suggested so far would have `hits` stars in their places.
   *
   * Source: Chernoff's bound of the Poisson distribution.
   * @param density stars in a square pixel at the places, summed over these
   */
  #chanceOf(hits: number, density: number, radius: number): number {
    const expected = density * Math.PI * radius * radius;
    if (!(hits > expected)) return Infinity;
    return Math.log(this.#suggestions) + hits - expected - hits * Math.log(hits / expected);
  }

  /** The same sum for all stars, of the stars just around each place: cells may be larger than a cluster. */
  #densityAround([a, b, c, d, e, f]: Affine): number {
    const { x, y } = this.#from;
    const ring = Math.PI * RADIUS ** 2 * (SURROUNDINGS ** 2 - 1);
    let density = 0;
    for (let i = 0; i < x.length; i++) {
      const u = a * x[i] + c * y[i] + e;
      const v = b * x[i] + d * y[i] + f;
      if (!this.#grid.contains(u, v)) continue;
      const around =
        this.#grid.countWithin(u, v, SURROUNDINGS * RADIUS) - this.#grid.countWithin(u, v, RADIUS);
      density += Math.max(around / ring, this.#even);
    }
    return density;
  }

  #addSurroundings(cell: number): void {
    const side = 2 * SURROUNDINGS + 1;
    const ring = (side ** 2 - (2 * OWN_PLACE + 1) ** 2) * this.#cell ** 2;
    for (let row = -SURROUNDINGS; row <= SURROUNDINGS; row++) {
      for (let column = -SURROUNDINGS; column <= SURROUNDINGS; column++) {
        if (Math.max(Math.abs(row), Math.abs(column)) <= OWN_PLACE) continue;
        this.#density[cell + row * this.#columns + column] += 1 / ring;
      }
    }
  }

  #cellOf(x: number, y: number): number {
    const column = Math.floor((x - this.#grid.left) / this.#cell) + SURROUNDINGS;
    const row = Math.floor((y - this.#grid.top) / this.#cell) + SURROUNDINGS;
    return row * this.#columns + column;
  }
}

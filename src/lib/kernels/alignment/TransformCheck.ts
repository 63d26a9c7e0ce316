import type { Affine } from '../../domain/image/Affine';
import { leastSquaresSimilarity } from './leastSquaresMap';
import { pairStars, type IndexedPairs, type Stars } from './pairStars';
import { PointGrid } from '../array/PointGrid';

export interface Verdict {
  /** The suggested transform, refined with all stars that agree with it; null if chance alone could do as well. */
  readonly transform: Affine | null;
  /** How many pairs of stars agree with it. */
  readonly matched: number;
}

/** Natural logarithm of the largest number of false alarms (wrong transforms that do as well) at which one is accepted. */
const MAX_LOG_FALSE_ALARMS = Math.log(1e-6);
/** The three stars that suggested a transform always agree with it, so they prove nothing. */
const SUGGESTING_STARS = 3;
/** After every so many positions, a suggestion is dropped unless it beats chance by this factor. */
const POSITIONS_PER_CHECK = 12;
const MIN_RATIO_TO_CHANCE = 1.5;
const REFINEMENTS = 3;
/** When so many suggestions that beat chance turned out wrong, the field is too crowded. */
const MAX_REFINED = 500;
/** Along each side of the frame. */
const MAX_CELLS = 512;
/** How far a star may be from the position predicted by a triangle of stars, pixels. */
const RADIUS = 3;
/** Fractions of that radius within which stars are counted: a better transform brings them closer. */
const RADIUS_FRACTIONS = [1, 1 / 2, 1 / 4];
/** How many cells (or radii) around a star the local density is measured in, and how many of the innermost are left out. */
const SURROUNDINGS = 5;
const LEFT_OUT = 1;

/**
 * Distinguishes the true transform between two lists of stars from those that match a few stars by chance: it counts
 * the stars found where a transform predicts them, and compares this with the number expected by chance, given the
 * local density of stars and the number of transforms tried so far.
 *
 * Source: Moisan & Stival (2004), International Journal of Computer Vision 57, 201 (number of false alarms).
 */
export class TransformCheck {
  readonly #from: Stars;
  readonly #to: Stars;
  readonly #grid: PointGrid;
  readonly #cell: number;
  readonly #columns: number;
  /** Stars per square pixel around each cell of the frame, and on average over the frame. */
  readonly #density: Float32Array;
  readonly #meanDensity: number;
  #suggestions = 0;
  #refined = 0;

  constructor(from: Stars, to: Stars) {
    this.#from = from;
    this.#to = to;
    const { left, right, top, bottom } = new PointGrid(to.x, to.y);
    const width = right - left;
    const height = bottom - top;
    this.#cell = Math.max(RADIUS, width / MAX_CELLS, height / MAX_CELLS);
    this.#grid = new PointGrid(to.x, to.y, this.#cell);
    // With a border, for the surroundings of the cells at the edge.
    this.#columns = Math.floor(width / this.#cell) + 1 + 2 * SURROUNDINGS;
    const rows = Math.floor(height / this.#cell) + 1 + 2 * SURROUNDINGS;
    this.#density = new Float32Array(this.#columns * rows);
    for (let i = 0; i < to.x.length; i++) this.#addSurroundings(this.#cellOf(to.x[i], to.y[i]));
    this.#meanDensity = this.#grid.count / (width * height);
  }

  /** @param i, j, k the stars of `from` that suggested the transform */
  check(suggested: Affine, i: number, j: number, k: number): Verdict {
    this.#suggestions++;
    const { hits, density } = this.#countHits(suggested, i, j, k);
    let matched = SUGGESTING_STARS + hits;
    if (this.#refined === MAX_REFINED || this.#logFalseAlarms(hits, density, RADIUS) > 0)
      return { transform: null, matched };
    this.#refined++;
    let transform = suggested;
    let pairs = pairStars(this.#from, this.#to, this.#grid, transform, RADIUS);
    for (let i = 0; i < REFINEMENTS; i++) {
      const { x, y, toX, toY } = pairs;
      transform = leastSquaresSimilarity({ x, y, toX, toY, weights: new Float64Array(x.length).fill(1) });
      pairs = pairStars(this.#from, this.#to, this.#grid, transform, RADIUS);
    }
    matched = pairs.x.length;
    return { transform: this.#isBeyondChance(transform, pairs) ? transform : null, matched };
  }

  /**
   * How many stars other than the three given have a counterpart at their predicted position, and the sum of the local
   * densities at these positions. Gives up, with no hits, as soon as they are no better than chance.
   */
  #countHits(
    [a, b, c, d, e, f]: Affine,
    first: number,
    second: number,
    third: number
  ): { hits: number; density: number } {
    const { x, y } = this.#from;
    const area = Math.PI * RADIUS * RADIUS;
    let positions = 0;
    let density = 0;
    let hits = 0;
    for (let i = 0; i < x.length; i++) {
      const u = a * x[i] + c * y[i] + e;
      const v = b * x[i] + d * y[i] + f;
      if (i === first || i === second || i === third || !this.#grid.contains(u, v)) continue;
      density += Math.max(this.#density[this.#cellOf(u, v)], this.#meanDensity);
      if (this.#grid.nearest(u, v, RADIUS) >= 0) hits++;
      if (++positions % POSITIONS_PER_CHECK === 0 && hits <= MIN_RATIO_TO_CHANCE * density * area)
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
    return RADIUS_FRACTIONS.some((fraction) => {
      const radius = fraction * RADIUS;
      const near = distances.reduce((count, distance) => (distance <= radius ? count + 1 : count), 0);
      const falseAlarms = this.#logFalseAlarms(near - SUGGESTING_STARS, density, radius);
      return falseAlarms + Math.log(RADIUS_FRACTIONS.length) < MAX_LOG_FALSE_ALARMS;
    });
  }

  /**
   * Natural logarithm of how many of the transforms suggested so far would reach `hits` matches by chance.
   *
   * Source: Chernoff bound for the Poisson distribution.
   * @param density stars per square pixel at the predicted positions, summed over these
   */
  #logFalseAlarms(hits: number, density: number, radius: number): number {
    const expected = density * Math.PI * radius * radius;
    if (!(hits > expected)) return Infinity;
    return Math.log(this.#suggestions) + hits - expected - hits * Math.log(hits / expected);
  }

  /** The same sum of densities over all stars, counted right around each position: a cell may be larger than a cluster. */
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
      density += Math.max(around / ring, this.#meanDensity);
    }
    return density;
  }

  #addSurroundings(cell: number): void {
    const side = 2 * SURROUNDINGS + 1;
    const ring = (side ** 2 - (2 * LEFT_OUT + 1) ** 2) * this.#cell ** 2;
    for (let row = -SURROUNDINGS; row <= SURROUNDINGS; row++) {
      for (let column = -SURROUNDINGS; column <= SURROUNDINGS; column++) {
        if (Math.max(Math.abs(row), Math.abs(column)) <= LEFT_OUT) continue;
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

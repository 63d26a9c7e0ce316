/** The triangles of a list of points. */
export interface Triangles {
  /** Three indices for each: the corners opposite its shortest, middle and longest side. */
  readonly corners: Uint16Array;
  /** The shortest and the middle side, in longest ones. */
  readonly shortest: Float32Array;
  readonly middle: Float32Array;
  readonly count: number;
}

/** Sides of similar triangles differ by no more than this, in longest ones. */
const TOLERANCE = 0.003;
const CELLS = Math.ceil(1 / TOLERANCE) + 1;
/** A smaller shortest side tells little about the shape. */
const LEAST_SIDE = 0.1;
/** Sides less different than this may change places by the errors of the positions. */
const LEAST_DIFFERENCE = 2 * TOLERANCE;

/**
 * All triangles of the first `count` points whose corners can be told apart. Those of the first points come first.
 * The shape does not change when the points are shifted, turned, scaled or mirrored.
 *
 * Source: Groth (1986), AJ 91, 1244; the ratios of sides as in Valdes et al. (1995), PASP 107, 1119.
 */
export function trianglesOf(x: Float64Array, y: Float64Array, count: number): Triangles {
  const most = (count * (count - 1) * (count - 2)) / 6;
  const corners = new Uint16Array(3 * most);
  const shortest = new Float32Array(most);
  const middle = new Float32Array(most);
  let total = 0;
  for (let k = 2; k < count; k++) {
    for (let j = 1; j < k; j++) {
      const ofI = Math.hypot(x[k] - x[j], y[k] - y[j]);
      for (let i = 0; i < j; i++) {
        const ofJ = Math.hypot(x[k] - x[i], y[k] - y[i]);
        const ofK = Math.hypot(x[j] - x[i], y[j] - y[i]);
        const longest = Math.max(ofI, ofJ, ofK);
        const least = Math.min(ofI, ofJ, ofK) / longest;
        const between = (ofI + ofJ + ofK) / longest - 1 - least;
        if (!(least > LEAST_SIDE && between - least > LEAST_DIFFERENCE && 1 - between > LEAST_DIFFERENCE))
          continue;
        const first = ofI < ofJ && ofI < ofK ? i : ofJ < ofK ? j : k;
        const last = ofI > ofJ && ofI > ofK ? i : ofJ > ofK ? j : k;
        corners[3 * total] = first;
        corners[3 * total + 1] = i + j + k - first - last;
        corners[3 * total + 2] = last;
        shortest[total] = least;
        middle[total++] = between;
      }
    }
  }
  return { corners, shortest, middle, count: total };
}

/**
 * Calls `visit` with the index of each triangle of `ours` and that of each of `theirs` of the same shape, until it
 * answers true.
 */
export function visitSimilarTriangles(
  ours: Triangles,
  theirs: Triangles,
  visit: (our: number, their: number) => boolean
): void {
  const { starts, sorted } = sortByShape(theirs);
  for (let our = 0; our < ours.count; our++) {
    const shortest = ours.shortest[our];
    const middle = ours.middle[our];
    const row = cellOf(middle);
    const column = cellOf(shortest);
    for (let near = row - 1; near <= row + 1; near++) {
      const end = starts[near * CELLS + column + 2];
      for (let i = starts[near * CELLS + column - 1]; i < end; i++) {
        const their = sorted[i];
        if (Math.abs(theirs.shortest[their] - shortest) > TOLERANCE) continue;
        if (Math.abs(theirs.middle[their] - middle) > TOLERANCE) continue;
        if (visit(our, their)) return;
      }
    }
  }
}

/** The triangles by cells of shapes, and where those of each cell begin; at last their number. */
function sortByShape({ shortest, middle, count }: Triangles): { starts: Uint32Array; sorted: Uint32Array } {
  const starts = new Uint32Array(CELLS * CELLS + 1);
  const sorted = new Uint32Array(count);
  for (let i = 0; i < count; i++) starts[cellOf(middle[i]) * CELLS + cellOf(shortest[i])]++;
  let total = 0;
  for (let cell = 0; cell < starts.length; cell++) total = starts[cell] += total;
  for (let i = count - 1; i >= 0; i--) sorted[--starts[cellOf(middle[i]) * CELLS + cellOf(shortest[i])]] = i;
  return { starts, sorted };
}

const cellOf = (side: number): number => Math.floor(side / TOLERANCE);

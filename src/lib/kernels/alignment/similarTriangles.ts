/** Triangles formed by a list of points. */
export interface Triangles {
  /** Three indices for each triangle: the corners opposite its shortest, middle and longest side. */
  readonly corners: Uint16Array;
  /** The shortest and the middle side, as fractions of the longest. */
  readonly shortest: Float32Array;
  readonly middle: Float32Array;
  readonly count: number;
}

/** Largest difference between the sides of similar triangles, as a fraction of the longest side. */
const TOLERANCE = 0.003;
const CELLS = Math.ceil(1 / TOLERANCE) + 1;
/** With a shorter shortest side, the shape says little. */
const MIN_SIDE = 0.1;
/** Sides closer in length than this could swap their order by the errors of the positions. */
const MIN_DIFFERENCE = 2 * TOLERANCE;

/**
 * All triangles of the first `count` points whose corners can be told apart; those of the first points come first.
 * Their shape does not change when the points are shifted, rotated, scaled or mirrored.
 *
 * Source: Groth (1986), AJ 91, 1244; the ratios of sides as in Valdes et al. (1995), PASP 107, 1119.
 */
export function trianglesOf(x: Float64Array, y: Float64Array, count: number): Triangles {
  const capacity = (count * (count - 1) * (count - 2)) / 6;
  const corners = new Uint16Array(3 * capacity);
  const shortest = new Float32Array(capacity);
  const middle = new Float32Array(capacity);
  let total = 0;
  for (let k = 2; k < count; k++) {
    for (let j = 1; j < k; j++) {
      const oppositeI = Math.hypot(x[k] - x[j], y[k] - y[j]);
      for (let i = 0; i < j; i++) {
        const oppositeJ = Math.hypot(x[k] - x[i], y[k] - y[i]);
        const oppositeK = Math.hypot(x[j] - x[i], y[j] - y[i]);
        const longest = Math.max(oppositeI, oppositeJ, oppositeK);
        const shortSide = Math.min(oppositeI, oppositeJ, oppositeK) / longest;
        const middleSide = (oppositeI + oppositeJ + oppositeK) / longest - 1 - shortSide;
        const isScalene = middleSide - shortSide > MIN_DIFFERENCE && 1 - middleSide > MIN_DIFFERENCE;
        if (!(shortSide > MIN_SIDE && isScalene)) continue;
        const first = oppositeI < oppositeJ && oppositeI < oppositeK ? i : oppositeJ < oppositeK ? j : k;
        const last = oppositeI > oppositeJ && oppositeI > oppositeK ? i : oppositeJ > oppositeK ? j : k;
        corners[3 * total] = first;
        corners[3 * total + 1] = i + j + k - first - last;
        corners[3 * total + 2] = last;
        shortest[total] = shortSide;
        middle[total++] = middleSide;
      }
    }
  }
  return { corners, shortest, middle, count: total };
}

/**
 * Calls `visit` with the index of each triangle in `ours` and that of each triangle in `theirs` of the same shape, until
 * it returns true.
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

/** The triangles sorted into cells by shape, where each cell starts and, as the last entry, their number. */
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

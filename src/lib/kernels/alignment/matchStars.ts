import { IDENTITY, type Affine } from '../../domain/image/Affine';
import type { MatchRefusal } from '../../domain/measurement/MatchRefusal';
import { fitTransform, type TransformFit } from './fitTransform';
import { pairStars, type Stars } from './pairStars';
import { pickStars } from './pickStars';
import { PointGrid } from '../array/PointGrid';
import { trianglesOf, visitSimilarTriangles } from './similarTriangles';
import { TransformCheck } from './TransformCheck';

/** Stars in the first `count` entries of each array: positions in pixels, flux in any unit. */
export interface StarList {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly flux: Float64Array;
  readonly count: number;
}

/** `transform` maps positions in the reference to positions in the frame. */
export interface Alignment extends TransformFit {
  readonly isAligned: true;
}

export interface NoAlignment {
  readonly isAligned: false;
  /** What was found, and why it was not enough. */
  readonly reason: MatchRefusal;
}

/** How many of the brightest stars form triangles: few at first, then more. */
const STAGES = [20, 40, 64];
/** Fewer, as in most frames nothing is left once the hot pixels are taken out. */
const STAGES_WITHOUT_HOT_PIXELS = [20, 40];
/** How many of the brightest stars a transform is checked with. */
const CHECK_STARS = 200;
/** Three form a triangle, and two more confirm it. */
const MIN_STARS = 5;
/** Bounds on the distance between a star and its predicted position at which they still pair, pixels. */
const MAX_PAIR_RADIUS = 3;
const MIN_PAIR_RADIUS = 0.5;
/** Between these bounds, stars pair within this multiple of the rms residual of the fit. */
const PAIR_RADIUS_IN_RMS = 5;
const REFINEMENTS = 3;
/** Largest distance between the centroids of one hot pixel in two frames, pixels. */
const HOT_PIXEL_ERROR = 0.3;
/** Pixels: with less movement, stars cannot be told from hot pixels. */
const MIN_MOVEMENT = 1;
/** Hot pixels are present where more than this multiple of the coincidences expected by chance stand still. */
const HOT_PIXEL_EXCESS = 3;

/**
 * The transform that maps the stars of the reference to those of the frame, whatever the shift, rotation, scale and
 * mirroring. Triangles of the brightest stars suggest transforms, the other stars check them, and the first transform
 * that is better than chance is refined with all stars that agree with it. Where some "stars" stand still while the
 * others move together, those that stand still are hot pixels and are left out.
 *
 * Source of the triangles: Groth (1986), AJ 91, 1244.
 */
export function matchStars(reference: StarList, frame: StarList): Alignment | NoAlignment {
  const from = byBrightness(reference);
  const to = byBrightness(frame);
  if (from.x.length < MIN_STARS) return tooFew('tooFewInReference', from);
  if (to.x.length < MIN_STARS) return tooFew('tooFew', to);
  return alignWithoutHotPixels(from, to) ?? align(from, to, STAGES);
}

/** Null unless some stars stand still while others move. */
function alignWithoutHotPixels(from: Stars, to: Stars): Alignment | null {
  const grid = new PointGrid(to.x, to.y);
  const still = pairStars(from, to, grid, IDENTITY, HOT_PIXEL_ERROR);
  const area = (grid.right - grid.left) * (grid.bottom - grid.top);
  const expected = (from.x.length * to.x.length * Math.PI * HOT_PIXEL_ERROR ** 2) / area;
  if (still.x.length < Math.max(MIN_STARS, HOT_PIXEL_EXCESS * expected)) return null;
  const found = align(
    without(from, still.fromIndices),
    without(to, still.toIndices),
    STAGES_WITHOUT_HOT_PIXELS
  );
  return found.isAligned && moves(found.transform, from) ? found : null;
}

function align(from: Stars, to: Stars, stages: readonly number[]): Alignment | NoAlignment {
  const { transform, matched } = findTransform(from, to, stages);
  if (transform === null)
    return {
      isAligned: false,
      reason: { code: 'noMoreThanByChance', parameters: { stars: to.x.length, matched } }
    };
  return { isAligned: true, ...refine(from, to, transform) };
}

const tooFew = (code: 'tooFewInReference' | 'tooFew', { x }: Stars): NoAlignment => ({
  isAligned: false,
  reason: { code, parameters: { stars: x.length, needed: MIN_STARS } }
});

function byBrightness({ x, y, flux, count }: StarList): Stars {
  const order: number[] = [];
  for (let i = 0; i < count; i++) if (Number.isFinite(x[i] + y[i] + flux[i])) order.push(i);
  order.sort((i, j) => flux[j] - flux[i]);
  return pickStars({ x, y, flux }, order);
}

function brightest({ x, y, flux }: Stars, count: number): Stars {
  return { x: x.subarray(0, count), y: y.subarray(0, count), flux: flux.subarray(0, count) };
}

/** The first transform better than chance, if any, and the largest number of stars that any of those tried matched. */
function findTransform(
  from: Stars,
  to: Stars,
  stages: readonly number[]
): { transform: Affine | null; matched: number } {
  let transform: Affine | null = null;
  let matched = 0;
  if (Math.min(from.x.length, to.x.length) < MIN_STARS) return { transform, matched };
  const transformCheck = new TransformCheck(brightest(from, CHECK_STARS), brightest(to, CHECK_STARS));
  for (const stage of stages) {
    const theirs = trianglesOf(from.x, from.y, Math.min(stage, from.x.length));
    const ours = trianglesOf(to.x, to.y, Math.min(stage, to.x.length));
    visitSimilarTriangles(ours, theirs, (our, their) => {
      const verdict = transformCheck.check(
        similarityOf(from, theirs.corners, 3 * their, to, ours.corners, 3 * our),
        theirs.corners[3 * their],
        theirs.corners[3 * their + 1],
        theirs.corners[3 * their + 2]
      );
      matched = Math.max(matched, verdict.matched);
      transform = verdict.transform;
      return transform !== null;
    });
    if (transform !== null || stage >= Math.max(from.x.length, to.x.length)) break;
  }
  return { transform, matched };
}

/** The similarity that maps the longest side of one triangle to that of another, with the third corner on the same side. */
function similarityOf(
  from: Stars,
  corners: Uint16Array,
  at: number,
  to: Stars,
  toCorners: Uint16Array,
  toAt: number
): Affine {
  const i = corners[at];
  const j = corners[at + 1];
  const k = corners[at + 2];
  const p = toCorners[toAt];
  const q = toCorners[toAt + 1];
  const r = toCorners[toAt + 2];
  const x = from.x[j] - from.x[i];
  const y = from.y[j] - from.y[i];
  const u = to.x[q] - to.x[p];
  const v = to.y[q] - to.y[p];
  const turn = x * (from.y[k] - from.y[i]) - y * (from.x[k] - from.x[i]);
  const toTurn = u * (to.y[r] - to.y[p]) - v * (to.x[r] - to.x[p]);
  const sign = turn * toTurn > 0 ? 1 : -1;
  const square = x * x + y * y;
  const cosine = (u * x + sign * v * y) / square;
  const sine = (v * x - sign * u * y) / square;
  return [
    cosine,
    sine,
    -sign * sine,
    sign * cosine,
    to.x[p] - cosine * from.x[i] + sign * sine * from.y[i],
    to.y[p] - sine * from.x[i] - sign * cosine * from.y[i]
  ];
}

/** Fits all stars that agree with a transform. */
function refine(from: Stars, to: Stars, start: Affine): TransformFit {
  const grid = new PointGrid(to.x, to.y);
  let pairs = pairStars(from, to, grid, start, MAX_PAIR_RADIUS);
  let fit = fitTransform(pairs);
  for (let i = 1; i < REFINEMENTS; i++) {
    const radius = Math.min(Math.max(PAIR_RADIUS_IN_RMS * fit.rms, MIN_PAIR_RADIUS), MAX_PAIR_RADIUS);
    pairs = pairStars(from, to, grid, fit.transform, radius);
    fit = fitTransform(pairs);
  }
  return fit;
}

function moves([a, b, c, d, e, f]: Affine, { x, y }: Stars): boolean {
  return x.some(
    (_, i) => Math.hypot((a - 1) * x[i] + c * y[i] + e, b * x[i] + (d - 1) * y[i] + f) > MIN_MOVEMENT
  );
}

function without(stars: Stars, indices: Uint32Array): Stars {
  const remaining = new Set(stars.x.keys());
  for (const i of indices) remaining.delete(i);
  return pickStars(stars, [...remaining]);
}

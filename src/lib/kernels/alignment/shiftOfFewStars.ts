import type { Affine } from '../../domain/image/Affine';
import type { StarList } from './matchStars';

/** Distance between a star and its predicted position at which they still pair, pixels. */
const PAIR_RADIUS = 3;
/** One star fits any shift. */
const MIN_PAIRS = 2;
/** Two stars fit a frame that is turned by half as well, unless one is brighter by more than this factor on both frames. */
const MIN_RATIO = 1.5;

interface Pair {
  readonly i: number;
  readonly j: number;
}

/**
 * The shift under which the stars of a reference are on a frame, where they are too few for `matchStars`; null if the list
 * with fewer stars is not found as a whole, or if another shift does as well. Neither turned nor mirrored frames are found.
 */
export function shiftOfFewStars(reference: StarList, frame: StarList): Affine | null {
  const needed = Math.max(MIN_PAIRS, Math.min(reference.count, frame.count));
  const shifts = Array.from({ length: reference.count * frame.count }, (_, k) => {
    const [i, j] = [Math.floor(k / frame.count), k % frame.count];
    return { dx: frame.x[j] - reference.x[i], dy: frame.y[j] - reference.y[i] };
  });
  const fitting = shifts.filter(({ dx, dy }) => {
    const pairs = pairsUnder(reference, frame, dx, dy);
    return pairs.length >= needed && (pairs.length > 2 || keepRank(reference, frame, pairs));
  });
  const [first] = fitting;
  if (!first) return null;
  const isAlone = fitting.every(({ dx, dy }) => Math.hypot(dx - first.dx, dy - first.dy) <= 2 * PAIR_RADIUS);
  return isAlone ? [1, 0, 0, 1, first.dx, first.dy] : null;
}

function pairsUnder(reference: StarList, frame: StarList, dx: number, dy: number): Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; i < reference.count; i++)
    for (let j = 0; j < frame.count; j++)
      if (Math.hypot(reference.x[i] + dx - frame.x[j], reference.y[i] + dy - frame.y[j]) <= PAIR_RADIUS) {
        pairs.push({ i, j });
        break;
      }
  return pairs;
}

function keepRank(reference: StarList, frame: StarList, [one, other]: readonly Pair[]): boolean {
  const before = Math.log(reference.flux[one.i] / reference.flux[other.i]);
  const after = Math.log(frame.flux[one.j] / frame.flux[other.j]);
  return (
    Math.abs(before) > Math.log(MIN_RATIO) && Math.abs(after) > Math.log(MIN_RATIO) && before * after > 0
  );
}

/** What a mark stands for; each kind has a colour and a shape of its own. */
export type MarkKind = 'good' | 'doubtful' | 'bad' | 'target' | 'comparison' | 'check';

/** Places on a frame to be drawn on it, with their apertures. */
export interface FrameMarks {
  readonly count: number;
  /** Pixels; (0, 0) is the centre of the first pixel. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Of the circles around every place, pixels: the aperture, then the sky annulus if it is to be shown. */
  readonly radii: readonly number[];
  readonly kinds: ArrayLike<MarkKind>;
  /** A few letters beside each mark. */
  readonly names?: readonly string[];
  /** What is known of mark `i`, in a sentence or two. */
  readonly label: (i: number) => string;
}

/** The mark whose aperture holds a place, or which is not further from it than `reach` pixels; -1: none. */
export function markAt(
  { count, x, y, radii }: FrameMarks,
  place: { x: number; y: number },
  reach: number
): number {
  let found = -1;
  let nearest = Math.max(reach, radii[0] ?? 0);
  for (let i = 0; i < count; i++) {
    const distance = Math.hypot(x[i]! - place.x, y[i]! - place.y);
    if (!(distance <= nearest)) continue;
    nearest = distance;
    found = i;
  }
  return found;
}

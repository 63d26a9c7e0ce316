import { invertAffine, transformPoint, type Affine, type Point } from '../../domain/image/Affine';

/** A rectangle in the pixel plane of the reference: `left <= x < left + width`, and likewise in y. */
export interface Field {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface PlacedFrame {
  readonly width: number;
  readonly height: number;
  /** From pixels of the reference to pixels of the frame. */
  readonly transform: Affine;
}

/**
 * The smallest rectangle of the reference's pixels around the area that all frames cover (`intersection`) or that any
 * frame covers (`union`); null if it is empty.
 */
export function outputField(frames: readonly PlacedFrame[], kind: 'intersection' | 'union'): Field | null {
  const outlines = frames.map(outline);
  const points = kind === 'union' ? outlines.flat() : frames.reduce(clip, outlines[0]);
  const left = Math.ceil(Math.min(...points.map(({ x }) => x)));
  const top = Math.ceil(Math.min(...points.map(({ y }) => y)));
  const width = Math.floor(Math.max(...points.map(({ x }) => x))) - left + 1;
  const height = Math.floor(Math.max(...points.map(({ y }) => y))) - top + 1;
  return width > 0 && height > 0 ? { left, top, width, height } : null;
}

/** Corners of a frame, at the outer edges of its pixels, in the plane of the reference. */
function outline({ width, height, transform }: PlacedFrame): Point[] {
  const toReference = invertAffine(transform);
  const [right, bottom] = [width - 0.5, height - 0.5];
  const corners = [
    { x: -0.5, y: -0.5 },
    { x: right, y: -0.5 },
    { x: right, y: bottom },
    { x: -0.5, y: bottom }
  ];
  return corners.map((corner) => transformPoint(toReference, corner));
}

/** Clips a polygon to a frame. Source: Sutherland & Hodgman (1974), Comm. ACM 17, 32. */
function clip(polygon: readonly Point[], { width, height, transform }: PlacedFrame): Point[] {
  const sides: ((point: Point) => number)[] = [
    ({ x }) => x + 0.5,
    ({ y }) => y + 0.5,
    ({ x }) => width - 0.5 - x,
    ({ y }) => height - 0.5 - y
  ];
  return sides.reduce<Point[]>(
    (points, side) => {
      const depths = points.map((point) => side(transformPoint(transform, point)));
      return points.flatMap((point, i) => {
        const before = (i + points.length - 1) % points.length;
        const [from, to] = [depths[before], depths[i]];
        const fraction = from / (from - to);
        const crossing = {
          x: points[before].x + fraction * (point.x - points[before].x),
          y: points[before].y + fraction * (point.y - points[before].y)
        };
        if (to < 0) return from < 0 ? [] : [crossing];
        return from < 0 ? [crossing, point] : [point];
      });
    },
    [...polygon]
  );
}

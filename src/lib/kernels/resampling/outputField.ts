import { invertAffine, transformPoint, type Affine, type Point } from '../../domain/image/Affine';

/** Part of the plane of the reference: pixels `left <= x < left + width`, and so on. */
export interface Field {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Placed {
  readonly width: number;
  readonly height: number;
  /** From pixels of the reference to pixels of the frame. */
  readonly transform: Affine;
}

/**
 * The smallest box of pixels of the reference around what all frames show, or around what any shows; null if there
 * is nothing that all show.
 */
export function outputField(frames: readonly Placed[], kind: 'intersection' | 'union'): Field | null {
  const outlines = frames.map(outline);
  const points = kind === 'union' ? outlines.flat() : frames.reduce(clip, outlines[0]);
  const left = Math.ceil(Math.min(...points.map(({ x }) => x)));
  const top = Math.ceil(Math.min(...points.map(({ y }) => y)));
  const width = Math.floor(Math.max(...points.map(({ x }) => x))) - left + 1;
  const height = Math.floor(Math.max(...points.map(({ y }) => y))) - top + 1;
  return width > 0 && height > 0 ? { left, top, width, height } : null;
}

/** Along the edges of the outermost pixels, in the plane of the reference. */
function outline({ width, height, transform }: Placed): Point[] {
  const back = invertAffine(transform);
  const [right, bottom] = [width - 0.5, height - 0.5];
  const corners = [
    { x: -0.5, y: -0.5 },
    { x: right, y: -0.5 },
    { x: right, y: bottom },
    { x: -0.5, y: bottom }
  ];
  return corners.map((corner) => transformPoint(back, corner));
}

/** What of a polygon lies on a frame. Source: Sutherland & Hodgman (1974), Comm. ACM 17, 32. */
function clip(polygon: readonly Point[], { width, height, transform }: Placed): Point[] {
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
        const share = from / (from - to);
        const crossing = {
          x: points[before].x + share * (point.x - points[before].x),
          y: points[before].y + share * (point.y - points[before].y)
        };
        if (to < 0) return from < 0 ? [] : [crossing];
        return from < 0 ? [crossing, point] : [point];
      });
    },
    [...polygon]
  );
}

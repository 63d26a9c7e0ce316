import { affineScale, invertAffine, transformPoint } from '../../domain/image/Affine';
import type { FrameView } from './FrameRenderer';

/** Pixels of one level, `left <= x < right` and `top <= y < bottom`; empty where nothing is visible. */
export interface LevelPart {
  readonly level: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The part of the frame that a canvas of this size shows, in the level to draw it from. */
export function visiblePart({ levels, imageToCanvas }: FrameView, width: number, height: number): LevelPart {
  const level = levels.levelFor(affineScale(imageToCanvas));
  const size = levels.size(level);
  const inverse = invertAffine(imageToCanvas);
  const corners = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: 0, y: height },
    { x: width, y: height }
  ].map((corner) => transformPoint(inverse, corner));
  const shrink = 2 ** -level;
  const columns = corners.map(({ x }) => (x + 0.5) * shrink);
  const rows = corners.map(({ y }) => (y + 0.5) * shrink);
  return {
    level,
    left: Math.max(0, Math.floor(Math.min(...columns))),
    top: Math.max(0, Math.floor(Math.min(...rows))),
    right: Math.min(size.width, Math.ceil(Math.max(...columns))),
    bottom: Math.min(size.height, Math.ceil(Math.max(...rows)))
  };
}

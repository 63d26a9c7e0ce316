import { transformPoint, type Affine } from '$lib/domain/image/Affine';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The orientation of a frame on the screen, without zoom and shift, as the first four coefficients of an affine map. The y
 * axis of the screen points down.
 */
export type Turn = readonly [a: number, b: number, c: number, d: number];

export const FIRST_ROW_AT_BOTTOM: Turn = [1, 0, 0, -1];
export const FIRST_ROW_AT_TOP: Turn = [1, 0, 0, 1];

/** North up and east to the left, whether or not the frame is mirrored. Both are unit vectors in frame pixels. */
export function northUp({
  north: [x, y],
  east
}: {
  readonly north: readonly [number, number];
  readonly east: readonly [number, number];
}): Turn {
  // East is taken at right angles to north: with distortion it may be slightly off.
  const side = Math.sign(x * east[1] - y * east[0]) || 1;
  return [side * y, -x, -side * x, -y];
}

/** The map to a picture of the whole frame, one pixel per frame pixel, and the size of the picture. */
export function wholePicture([a, b, c, d]: Turn, { width, height }: Size): Size & { imageToCanvas: Affine } {
  const corners = [
    { x: -0.5, y: -0.5 },
    { x: width - 0.5, y: -0.5 },
    { x: -0.5, y: height - 0.5 },
    { x: width - 0.5, y: height - 0.5 }
  ].map((corner) => transformPoint([a, b, c, d, 0, 0], corner));
  const [left, right] = span(corners.map(({ x }) => x));
  const [top, bottom] = span(corners.map(({ y }) => y));
  return {
    width: Math.ceil(right - left - 1e-6),
    height: Math.ceil(bottom - top - 1e-6),
    imageToCanvas: [a, b, c, d, -left, -top]
  };
}

const span = (values: readonly number[]): readonly [number, number] => [
  Math.min(...values),
  Math.max(...values)
];

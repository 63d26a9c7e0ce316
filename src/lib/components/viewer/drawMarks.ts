import { affineScale, transformPoint, type Affine } from '$lib/domain/image/Affine';
import type { FrameMarks, MarkKind } from '$lib/presentation/FrameMarks';
import type { Size } from './frameTurns';
import { remToPixels } from '../screen/remToPixels';
import { uncrowdedMarks } from './uncrowdedMarks';

/** Radii on the screen, in pixels: circles are never drawn smaller, and smaller rings not at all. */
const MIN_RADIUS = 4;
const MIN_RING_RADIUS = 8;

type Shape = (path: Path2D, x: number, y: number, r: number) => void;

/** A shape in addition to the circle, so that kinds can be told apart without colour. */
const STYLES: Readonly<Record<MarkKind, { readonly colour: string; readonly shape: Shape }>> = {
  good: { colour: '#7ce0a3', shape: () => undefined },
  doubtful: {
    colour: '#ffd166',
    shape: (path, x, y, r) => polygon(path, x, y, r * Math.SQRT2, 4, Math.PI / 4)
  },
  bad: {
    colour: '#ff8f85',
    shape: (path, x, y, r) => {
      const reach = r * Math.SQRT1_2;
      path.moveTo(x - reach, y - reach);
      path.lineTo(x + reach, y + reach);
      path.moveTo(x - reach, y + reach);
      path.lineTo(x + reach, y - reach);
    }
  },
  target: {
    colour: '#ffd166',
    shape: (path, x, y, r) => {
      for (const [right, down] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1]
      ] as const) {
        path.moveTo(x + right * (r + 3), y + down * (r + 3));
        path.lineTo(x + right * (r + 14), y + down * (r + 14));
      }
    }
  },
  comparison: { colour: '#8ecbff', shape: (path, x, y, r) => polygon(path, x, y, r * Math.SQRT2, 4, 0) },
  check: { colour: '#f5b3ff', shape: (path, x, y, r) => polygon(path, x, y, r * 2, 3, -Math.PI / 2) }
};

/** Draws the marks that are in view, except those that would crowd it, in CSS pixels on a screen of this size. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  marks: FrameMarks,
  imageToScreen: Affine,
  screen: Size,
  selected: number
): void {
  const zoom = affineScale(imageToScreen);
  const radii = marks.radii
    .map((radius, k) => (k === 0 ? Math.max(MIN_RADIUS, radius * zoom) : radius * zoom))
    .filter((radius, k) => k === 0 || radius >= MIN_RING_RADIUS);
  const paths = new Map<MarkKind, Path2D>();
  const margin = Math.max(...radii) + 16;
  context.font = `600 ${remToPixels(0.8125)}px sans-serif`;
  for (const i of uncrowdedMarks(marks, zoom, MIN_RADIUS)) {
    const { x, y } = transformPoint(imageToScreen, { x: marks.x[i]!, y: marks.y[i]! });
    // Also skips NaN.
    if (!(x > -margin && y > -margin && x < screen.width + margin && y < screen.height + margin)) continue;
    const kind = marks.kinds[i]!;
    const path = paths.get(kind) ?? new Path2D();
    paths.set(kind, path);
    for (const radius of radii) circle(path, x, y, radius);
    STYLES[kind].shape(path, x, y, radii[0]!);
    if (marks.names?.[i])
      write(context, marks.names[i], x + radii[0]! + 4, y - radii[0]! - 4, STYLES[kind].colour);
  }
  for (const [kind, path] of paths) stroke(context, path, STYLES[kind].colour, 1.5);
  if (selected < 0 || selected >= marks.count) return;
  const { x, y } = transformPoint(imageToScreen, { x: marks.x[selected]!, y: marks.y[selected]! });
  const path = new Path2D();
  circle(path, x, y, radii[0]! + 6);
  stroke(context, path, '#ffffff', 3);
}

function circle(path: Path2D, x: number, y: number, radius: number): void {
  path.moveTo(x + radius, y);
  path.arc(x, y, radius, 0, 2 * Math.PI);
}

function polygon(path: Path2D, x: number, y: number, radius: number, corners: number, turn: number): void {
  for (let k = 0; k < corners; k++) {
    const angle = turn + (2 * Math.PI * k) / corners;
    const [cornerX, cornerY] = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    if (k === 0) path.moveTo(cornerX, cornerY);
    else path.lineTo(cornerX, cornerY);
  }
  path.closePath();
}

/** With a dark outline, to be visible on bright sky too. */
function stroke(context: CanvasRenderingContext2D, path: Path2D, colour: string, width: number): void {
  context.strokeStyle = 'rgb(0 0 0 / 70%)';
  context.lineWidth = width + 2;
  context.stroke(path);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke(path);
}

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, colour: string): void {
  context.lineWidth = 3;
  context.strokeStyle = '#000';
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

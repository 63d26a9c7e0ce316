import type { PlotArea } from '../../domain/plot/Plot';
import type { CanvasPen } from './Pen';

type BrowserPen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
type Outline = (pen: BrowserPen) => void;

/** Subpixel shifts along each axis in which a mark is prepared: its position is off by an eighth of a pixel at most. */
const PHASES = 4;

/**
 * Fills one shape at many places within an area. It is prepared as pixels, as a canvas takes microseconds per path.
 * @param radius how far the shape reaches from its place, in the unit of the pen
 * @param outline adds the shape to the path, around the origin
 * @param places x, y, x, y …
 */
export function paintMarks(
  pen: CanvasPen,
  colour: string,
  radius: number,
  outline: Outline,
  places: readonly number[],
  area: PlotArea
): void {
  const scale = pen.getTransform().a;
  const reach = Math.ceil(radius * scale) + 1;
  const left = Math.floor(area.left * scale) - 2 * reach;
  const top = Math.floor(area.top * scale) - 2 * reach;
  const width = Math.ceil(area.right * scale) + 2 * reach - left;
  const height = Math.ceil(area.bottom * scale) + 2 * reach - top;
  const marks = marksOf(scale, reach, outline, width);
  const covered = new Uint8ClampedArray(width * height);
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = [places[i]! * scale - left, places[i + 1]! * scale - top];
    const [column, row] = [Math.floor(x), Math.floor(y)];
    if (column < reach || row < reach || column + reach >= width || row + reach >= height) continue;
    const phase = Math.floor((y - row) * PHASES) * PHASES + Math.floor((x - column) * PHASES);
    const { full, part, cover } = marks[phase]!;
    const place = row * width + column;
    for (let k = 0; k < full.length; k += 2) covered.fill(255, place + full[k]!, place + full[k + 1]!);
    for (let k = 0; k < part.length; k++) {
      const at = place + part[k]!;
      const before = covered[at]!;
      if (before < 255) covered[at] = before + (1 - before / 255) * cover[k]!;
    }
  }
  const image = new ImageData(width, height);
  const { data } = image;
  for (let i = 0; i < covered.length; i++) data[4 * i + 3] = covered[i]!;
  const brush = newPen(width, height);
  brush.putImageData(image, 0, 0);
  brush.globalCompositeOperation = 'source-in';
  brush.fillStyle = colour;
  brush.fillRect(0, 0, width, height);
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.drawImage(brush.canvas, left, top);
  pen.restore();
}

/** On a canvas of its own. A browser without OffscreenCanvas draws on the page alone. */
function newPen(width: number, height: number, settings?: CanvasRenderingContext2DSettings): BrowserPen {
  if (typeof OffscreenCanvas !== 'undefined')
    return new OffscreenCanvas(width, height).getContext('2d', settings)!;
  return Object.assign(document.createElement('canvas'), { width, height }).getContext('2d', settings)!;
}

/** The pixels of a mark, as offsets from the pixel of its place. */
interface Mark {
  /** Those that it covers completely: from, to, from, to … */
  readonly full: readonly number[];
  /** Those that it covers partly. */
  readonly part: readonly number[];
  /** How much of the latter it covers, out of 255. */
  readonly cover: readonly number[];
}

/** The mark in each phase. @param width of the picture it is painted in */
function marksOf(scale: number, reach: number, outline: Outline, width: number): Mark[] {
  const size = 2 * reach + 1;
  const pen = newPen(size, size, { willReadFrequently: true });
  return Array.from({ length: PHASES ** 2 }, (_, phase) => {
    const [x, y] = [phase % PHASES, Math.floor(phase / PHASES)].map((part) => reach + (part + 0.5) / PHASES);
    pen.setTransform(scale, 0, 0, scale, x!, y!);
    pen.beginPath();
    outline(pen);
    pen.fill();
    const { data } = pen.getImageData(0, 0, size, size);
    pen.reset();
    const mark = { full: [] as number[], part: [] as number[], cover: [] as number[] };
    for (let i = 0; i < size ** 2; i++) {
      const cover = data[4 * i + 3]!;
      const at = (Math.floor(i / size) - reach) * width + (i % size) - reach;
      if (cover === 255 && mark.full.at(-1) === at) mark.full[mark.full.length - 1] = at + 1;
      else if (cover === 255) mark.full.push(at, at + 1);
      else if (cover > 0) {
        mark.part.push(at);
        mark.cover.push(cover);
      }
    }
    return mark;
  });
}

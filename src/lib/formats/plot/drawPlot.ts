import type { Plot, PlotArea, PlotColours, PlotSeries, PlotView } from '../../domain/plot/Plot';
import { PLOT_MARK } from '../../domain/plot/Plot';
import { type PlotScale, plotScales } from '../../domain/plot/plotScale';
import { paintMarks } from './paintMarks';
import type { CanvasPen, Pen } from './Pen';
import { PLOT_SHAPES } from './plotShapes';
import { plotTicks } from './plotTicks';

export interface PlotPicture {
  readonly width: number;
  readonly height: number;
  readonly view: PlotView;
  readonly colours: PlotColours;
  /** Spots per unit of length; marks that would fall on the same spot are drawn once. */
  readonly resolution: number;
  /** Whether title and names of the series are drawn, as a file has no legend beside it. */
  readonly hasLegend: boolean;
  /** Minimum room to the left of the points, so that pictures one below the other share their x axis. */
  readonly left?: number;
  /** CSS font family. */
  readonly font: string;
}

const FONT_SIZE = 12;
/** Distance from the centre of a mark to its edge. */
const RADIUS = 3.2;
const LIMIT_LENGTH = 14;
/** Canvases fill one path of 10,000 marks eighty times slower than short paths. */
const MARKS_PER_PATH = 30;
/** More marks than this are painted pixel by pixel, if the pen has pixels. */
const MAX_FILLED_MARKS = 1000;
const TICK_ROOM = { x: 80, y: 40 };
/** Between two lines of text. */
const LINE_HEIGHT = 16;
/** About the width of a digit. */
const DIGIT_WIDTH = 7;

/** The part of a picture that holds the points. */
export function plotArea(
  plot: Plot,
  { width, height, view, hasLegend, left = 0 }: Omit<PlotPicture, 'colours' | 'resolution' | 'font'>
): PlotArea {
  const top = FONT_SIZE + 12 + (hasLegend ? LINE_HEIGHT + 8 : 0);
  const bottom = height - 2 * LINE_HEIGHT - (plot.x.scale === 'time' ? LINE_HEIGHT : 0) - 6;
  const labels = plotTicks(plot.y, view.y, (bottom - top) / TICK_ROOM.y).map(({ label }) => label.length);
  return { left: Math.max(left, Math.max(0, ...labels) * DIGIT_WIDTH + 12), right: width - 16, top, bottom };
}

/** Draws a plot: grid, axes, error bars, marks. The pen's unit of length is that of `width` and `height`. */
export function drawPlot(pen: Pen, plot: Plot, picture: PlotPicture): void {
  const { width, height, view, colours } = picture;
  const area = plotArea(plot, picture);
  const scales = plotScales(plot, view, area);
  pen.fillStyle = colours.background;
  pen.fillRect(0, 0, width, height);
  if (area.right <= area.left || area.bottom <= area.top) return;
  pen.font = `${FONT_SIZE}px ${picture.font}`;
  drawAxes(pen, plot, picture, area, scales);
  if (picture.hasLegend) drawLegend(pen, plot, picture);
  pen.save();
  pen.beginPath();
  pen.rect(area.left, area.top, area.right - area.left, area.bottom - area.top);
  pen.clip();
  drawMarkers(pen, plot, colours, area, scales.x);
  for (const series of plot.series) {
    const colour = colours.tones[series.tone % colours.tones.length]!;
    if (series.style === 'line') drawLine(pen, series, colour, scales);
    else drawPoints(pen, series, colour, picture, area, scales);
  }
  pen.restore();
}

type Scales = { readonly x: PlotScale; readonly y: PlotScale };

function drawAxes(
  pen: Pen,
  plot: Plot,
  { view, colours }: PlotPicture,
  area: PlotArea,
  scales: Scales
): void {
  const xTicks = plotTicks(plot.x, view.x, (area.right - area.left) / TICK_ROOM.x);
  const yTicks = plotTicks(plot.y, view.y, (area.bottom - area.top) / TICK_ROOM.y);
  pen.strokeStyle = colours.grid;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const { value } of xTicks)
    segment(pen, crisp(scales.x.place(value)), area.top, crisp(scales.x.place(value)), area.bottom);
  for (const { value } of yTicks)
    segment(pen, area.left, crisp(scales.y.place(value)), area.right, crisp(scales.y.place(value)));
  pen.stroke();
  pen.strokeStyle = colours.muted;
  pen.beginPath();
  segment(pen, crisp(area.left), area.top, crisp(area.left), crisp(area.bottom));
  segment(pen, crisp(area.left), crisp(area.bottom), area.right, crisp(area.bottom));
  pen.stroke();
  pen.fillStyle = colours.muted;
  pen.textAlign = 'right';
  for (const { value, label } of yTicks)
    pen.fillText(label, area.left - 6, scales.y.place(value) + FONT_SIZE / 3);
  pen.textAlign = 'center';
  for (const { value, label, below } of xTicks) {
    const place = scales.x.place(value);
    pen.fillText(label, place, area.bottom + LINE_HEIGHT);
    if (below) pen.fillText(below, place, area.bottom + 2 * LINE_HEIGHT);
  }
  pen.fillStyle = colours.text;
  pen.textAlign = 'right';
  pen.fillText(plot.x.title, area.right, area.bottom + LINE_HEIGHT * (plot.x.scale === 'time' ? 3 : 2) + 2);
  pen.textAlign = 'left';
  pen.fillText(plot.y.title, 4, area.top - 8);
}

function drawLegend(
  pen: Pen,
  { title, series, excludedName }: Plot,
  { width, colours, font }: PlotPicture
): void {
  pen.fillStyle = colours.text;
  pen.textAlign = 'left';
  pen.font = `bold ${FONT_SIZE + 2}px ${font}`;
  pen.fillText(title, 4, FONT_SIZE + 5);
  pen.font = `${FONT_SIZE}px ${font}`;
  let right = width - 16;
  const write = (name: string): number => {
    const left = right - name.length * DIGIT_WIDTH - 16;
    pen.fillStyle = colours.text;
    pen.fillText(name, left + 12, FONT_SIZE + 4);
    right = left - 16;
    return left;
  };
  if (excludedName) drawCrosses(pen, [write(excludedName) + 2, FONT_SIZE], colours.muted);
  for (const { name, tone, style } of [...series].reverse()) {
    const left = write(name);
    pen.fillStyle = pen.strokeStyle = colours.tones[tone % colours.tones.length]!;
    pen.beginPath();
    if (style === 'line') pen.rect(left - 6, FONT_SIZE - 2, 14, 2);
    else outline(pen, PLOT_SHAPES[tone % PLOT_SHAPES.length]!, left + 2, FONT_SIZE, RADIUS + 1);
    pen.fill();
  }
}

function drawMarkers(
  pen: Pen,
  { markers = [] }: Plot,
  { muted, text }: PlotColours,
  area: PlotArea,
  x: PlotScale
): void {
  pen.strokeStyle = muted;
  pen.lineWidth = 1;
  pen.setLineDash([4, 3]);
  pen.beginPath();
  for (const marker of markers) segment(pen, x.place(marker.x), area.top, x.place(marker.x), area.bottom);
  pen.stroke();
  pen.setLineDash([]);
  pen.fillStyle = text;
  markers.forEach((marker, i) => {
    const place = x.place(marker.x);
    const isRight = place > (area.left + area.right) / 2;
    pen.textAlign = isRight ? 'right' : 'left';
    pen.fillText(marker.label, place + (isRight ? -4 : 4), area.top + 12 + (i % 4) * LINE_HEIGHT);
  });
}

/** Draws only the extremes within each column of the picture, so that 100,000 points do not make a longer path. */
function drawLine(pen: Pen, { x, y }: PlotSeries, colour: string, scales: Scales): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.25;
  pen.beginPath();
  let isDown = false;
  let column = Number.NaN;
  let [lowest, highest, last] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [across, up] = [scales.x.place(x[i]!), scales.y.place(y[i]!)];
    if (!Number.isFinite(across) || !Number.isFinite(up)) {
      isDown = false;
      column = Number.NaN;
      continue;
    }
    const here = Math.round(across * 2) / 2;
    if (isDown && here === column) {
      if (up < lowest) pen.lineTo(here, (lowest = up));
      else if (up > highest) pen.lineTo(here, (highest = up));
      last = up;
      continue;
    }
    if (isDown) pen.lineTo(column, last);
    if (isDown) pen.lineTo(here, up);
    else pen.moveTo(here, up);
    isDown = true;
    column = here;
    lowest = highest = last = up;
  }
  pen.stroke();
}

function drawPoints(
  pen: Pen,
  series: PlotSeries,
  colour: string,
  { resolution, colours }: PlotPicture,
  area: PlotArea,
  scales: Scales
): void {
  const { error, marks, tone } = series;
  const drawn = {
    [PLOT_MARK.plain]: [] as number[],
    [PLOT_MARK.limit]: [] as number[],
    [PLOT_MARK.excluded]: [] as number[]
  };
  const columns = Math.ceil((area.right - area.left) * resolution) + 1;
  const rows = Math.ceil((area.bottom - area.top) * resolution) + 1;
  const taken = new Uint8Array(columns * rows * 3);
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let i = 0; i < series.x.length; i++) {
    const [x, y] = [scales.x.place(series.x[i]!), scales.y.place(series.y[i]!)];
    const mark = (marks?.[i] ?? PLOT_MARK.plain) as keyof typeof drawn;
    if (!(x >= area.left - RADIUS && x <= area.right + RADIUS)) continue;
    const bar = mark === PLOT_MARK.plain ? (error?.[i] ?? 0) : 0;
    const half = bar > 0 ? Math.abs(scales.y.place(series.y[i]! + bar) - y) : 0;
    if (!(y >= area.top - LIMIT_LENGTH - half && y <= area.bottom + LIMIT_LENGTH + half)) continue;
    const spot =
      (Math.round((y - area.top) * resolution) * columns + Math.round((x - area.left) * resolution)) * 3 +
      mark;
    if (taken[spot]) continue;
    taken[spot] = 1;
    drawn[mark].push(x, y);
    if (half > 0) segment(pen, x, y - half, x, y + half);
  }
  pen.stroke();
  const shape = PLOT_SHAPES[tone % PLOT_SHAPES.length]!;
  pen.fillStyle = colour;
  const { length } = drawn[PLOT_MARK.plain];
  if (length > 2 * MAX_FILLED_MARKS && isCanvas(pen)) {
    const reach = RADIUS * Math.max(...shape.map(Math.abs));
    const draw = (brush: Pen) => outline(brush, shape, 0, 0, RADIUS);
    paintMarks(pen, colour, reach, draw, drawn[PLOT_MARK.plain], area);
  } else {
    for (let from = 0; from < length; from += 2 * MARKS_PER_PATH) {
      pen.beginPath();
      const part = drawn[PLOT_MARK.plain].slice(from, from + 2 * MARKS_PER_PATH);
      eachPlace(part, (x, y) => outline(pen, shape, x, y, RADIUS));
      pen.fill();
    }
  }
  pen.lineWidth = 1.5;
  pen.beginPath();
  eachPlace(drawn[PLOT_MARK.limit], (x, y) => arrow(pen, x, y));
  pen.stroke();
  drawCrosses(pen, drawn[PLOT_MARK.excluded], colours.muted);
  series.hints?.forEach((words, i) => {
    const [x, y] = [scales.x.place(series.x[i]!), scales.y.place(series.y[i]!)];
    if (Number.isFinite(x) && Number.isFinite(y)) pen.hint?.(words, x, y);
  });
}

const isCanvas = (pen: Pen): pen is CanvasPen => 'drawImage' in pen;

function eachPlace(places: readonly number[], draw: (x: number, y: number) => void): void {
  for (let i = 0; i < places.length; i += 2) draw(places[i]!, places[i + 1]!);
}

function drawCrosses(pen: Pen, places: readonly number[], colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  eachPlace(places, (x, y) => {
    segment(pen, x - 4, y - 4, x + 4, y + 4);
    segment(pen, x - 4, y + 4, x + 4, y - 4);
  });
  pen.stroke();
}

function outline(pen: Pen, shape: readonly number[], x: number, y: number, radius: number): void {
  pen.moveTo(x + shape[0]! * radius, y + shape[1]! * radius);
  for (let i = 2; i < shape.length; i += 2) pen.lineTo(x + shape[i]! * radius, y + shape[i + 1]! * radius);
  pen.closePath();
}

/** A bar, and an arrow down from it. */
function arrow(pen: Pen, x: number, y: number): void {
  segment(pen, x - 5, y, x + 5, y);
  segment(pen, x, y, x, y + LIMIT_LENGTH);
  pen.moveTo(x - 3.5, y + LIMIT_LENGTH - 4);
  pen.lineTo(x, y + LIMIT_LENGTH);
  pen.lineTo(x + 3.5, y + LIMIT_LENGTH - 4);
}

function segment(pen: Pen, x1: number, y1: number, x2: number, y2: number): void {
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
}

/** The middle of a pixel, so that a line of one pixel is sharp. */
const crisp = (place: number): number => Math.round(place - 0.5) + 0.5;

import type { FrameQuality } from './FrameQuality';

const WIDTH = 800;
const LEFT = 80;
const RIGHT = 20;
const TOP = 50;
const PANEL = 150;
const GAP = 30;
const BOTTOM = 50;
const HOUR = 3_600_000;

interface Panel {
  readonly title: string;
  readonly valueOf: (frame: FrameQuality) => number;
}

const PANELS: readonly Panel[] = [
  { title: 'FWHM (px)', valueOf: ({ fwhm }) => fwhm },
  { title: 'Background', valueOf: ({ background }) => background },
  { title: 'Stars', valueOf: ({ stars }) => stars }
];

/** From values to places in the picture. */
interface Axis {
  readonly ticks: readonly number[];
  readonly place: (value: number) => number;
}

/**
 * FWHM, background and number of stars of each frame over time, or over their order where a time is not known, as
 * SVG. Frames with a reason to leave them out are crosses, the others dots; each tells its name.
 */
export function plotQuality(
  frames: readonly FrameQuality[],
  reasons: readonly (readonly string[])[]
): string {
  const times = frames.map(({ facts: { observed } }) => observed && (observed.mid ?? observed.start));
  const first = times.includes(null) ? null : Math.min(...(times as number[]));
  const along = times.map((time, i) => (first === null ? i + 1 : (time! - first) / HOUR));
  const label = first === null ? 'Frame' : `Hours since ${new Date(first).toISOString().slice(0, 19)} UTC`;
  const height = TOP + PANELS.length * (PANEL + GAP) + BOTTOM - GAP;
  const x = axis(along, LEFT + 10, WIDTH - RIGHT - 10);
  const bottom = height - BOTTOM;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ` +
      'font-family="sans-serif" font-size="12" fill="#222">',
    '<title>Quality of frames</title>',
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="${LEFT}" y="20">Dots: keep. Crosses: suggested to leave out.</text>`,
    ...PANELS.map((panel, i) => drawPanel(panel, TOP + i * (PANEL + GAP))),
    ...x.ticks.map((tick) => text(x.place(tick), bottom + 18, 'middle', String(tick))),
    text((LEFT + WIDTH - RIGHT) / 2, bottom + 38, 'middle', label),
    '</svg>\n'
  ].join('\n');

  function drawPanel({ title, valueOf }: Panel, top: number): string {
    const values = frames.map(valueOf);
    const y = axis(values.filter(Number.isFinite), top + PANEL - 10, top + 10, 0.1);
    return [
      `<rect x="${LEFT}" y="${top}" width="${WIDTH - LEFT - RIGHT}" height="${PANEL}" fill="none" stroke="#888"/>`,
      text(LEFT, top - 6, 'start', title),
      ...y.ticks.map((tick) => text(LEFT - 6, y.place(tick) + 4, 'end', String(tick))),
      ...frames.flatMap(({ name }, i) =>
        Number.isFinite(values[i])
          ? [point(x.place(along[i]), y.place(values[i]), `${name}: ${values[i].toPrecision(4)}`, reasons[i])]
          : []
      )
    ].join('\n');
  }
}

/**
 * Ticks at 1, 2 or 5 times a power of ten, three or more, unless all values are the same.
 * @param leastSpan as a part of the values: smaller differences are not blown up
 */
function axis(values: readonly number[], from: number, to: number, leastSpan = 0): Axis {
  if (values.length === 0) return { ticks: [], place: () => from };
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max(0, leastSpan * Math.abs(most) - (most - least)) / 2;
  const [lowest, highest] = [least - margin, most + margin];
  const place = (value: number): number =>
    highest > lowest ? from + ((to - from) * (value - lowest)) / (highest - lowest) : (from + to) / 2;
  if (highest === lowest) return { ticks: [lowest], place };
  const power = 10 ** Math.floor(Math.log10((highest - lowest) / 3));
  const step =
    [5, 2, 1].map((factor) => factor * power).find((size) => 3 * size <= highest - lowest) ?? power;
  const ticks: number[] = [];
  for (let k = Math.ceil(lowest / step); k * step <= highest; k++)
    ticks.push(Number((k * step).toPrecision(12)));
  return { ticks, place };
}

function point(x: number, y: number, title: string, reasons: readonly string[]): string {
  const words = `<title>${escaped([title, ...reasons].join('; '))}</title>`;
  if (reasons.length === 0)
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4" fill="#1f5fa8">${words}</circle>`;
  const [left, right, top, bottom] = [x - 5, x + 5, y - 5, y + 5].map((place) => place.toFixed(1));
  const cross = `M${left} ${top}L${right} ${bottom}M${left} ${bottom}L${right} ${top}`;
  return `<path d="${cross}" fill="none" stroke="#b3261e" stroke-width="2">${words}</path>`;
}

const text = (x: number, y: number, anchor: 'start' | 'middle' | 'end', words: string): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escaped(words)}</text>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 does not allow are left out. */
const escaped = (words: string): string =>
  words
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]);

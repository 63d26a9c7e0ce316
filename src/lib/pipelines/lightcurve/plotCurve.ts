import type { RelativeCurve } from '../../kernels/relativeCurve';

const WIDTH = 900;
const LEFT = 90;
const RIGHT = 20;
const TOP = 40;
const BOTTOM = 50;
const GAP = 40;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Panel {
  readonly title: string;
  readonly curve: RelativeCurve;
  readonly colour: string;
  readonly height: number;
}

/** Target and check star over time, brighter up, with error bars, as SVG: for paper and slides. */
export function plotCurve(
  { title, unit }: { readonly title: string; readonly unit: string },
  time: Float64Array,
  target: RelativeCurve,
  check: RelativeCurve | null
): string {
  const panels: Panel[] = [{ title: unit, curve: target, colour: '#1f5fa8', height: 300 }];
  if (check) panels.push({ title: 'Check star', curve: check, colour: '#5a6270', height: 130 });
  const height = TOP + BOTTOM - GAP + panels.reduce((sum, panel) => sum + panel.height + GAP, 0);
  const known = time.filter((_, f) => Number.isFinite(target.magnitude[f]));
  const first = Math.min(...known);
  const span = Math.max(...known) - first;
  const [size, name] = span > 2 * DAY ? [DAY, 'Days'] : [HOUR, 'Hours'];
  const x = axis(0, span / size || 1, LEFT + 15, WIDTH - RIGHT - 15);
  const since = Number.isFinite(first) ? new Date(first).toISOString().slice(0, 19) : '';
  let top = TOP;
  const drawn = panels.map((panel) => {
    const own = drawPanel(panel, top, (f) => x.place((time[f] - first) / size));
    top += panel.height + GAP;
    return own;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ` +
      'font-family="sans-serif" font-size="13" fill="#222">',
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    text(LEFT, 22, 'start', title, 'font-weight="bold" font-size="15"'),
    ...drawn,
    ...x.ticks.map((tick) => text(x.place(tick), height - BOTTOM + 18, 'middle', String(tick))),
    text((LEFT + WIDTH - RIGHT) / 2, height - 10, 'middle', `${name} since ${since.replace('T', ' ')} UTC`),
    '</svg>\n'
  ].join('\n');
}

function drawPanel(
  { title, curve, colour, height }: Panel,
  top: number,
  place: (f: number) => number
): string {
  const { magnitude, error } = curve;
  const shown = [...magnitude.keys()].filter((f) => Number.isFinite(magnitude[f]));
  const lowest = Math.min(...shown.map((f) => magnitude[f] - error[f]));
  const highest = Math.max(...shown.map((f) => magnitude[f] + error[f]));
  // Brighter is up, and brighter is a smaller number.
  const y = axis(lowest, highest, top + 12, top + height - 12);
  return [
    `<rect x="${LEFT}" y="${top}" width="${WIDTH - LEFT - RIGHT}" height="${height}" fill="none" stroke="#888"/>`,
    `<text transform="translate(18 ${top + height / 2}) rotate(-90)" text-anchor="middle">${escaped(title)}</text>`,
    ...y.ticks.flatMap((tick) => [
      `<path d="M${LEFT} ${fixed(y.place(tick))}H${WIDTH - RIGHT}" stroke="#ddd"/>`,
      text(LEFT - 8, y.place(tick) + 4, 'end', String(tick))
    ]),
    ...shown.map((f) => {
      const [low, high] = [magnitude[f] - error[f], magnitude[f] + error[f]].map((value) =>
        fixed(y.place(value))
      );
      const [cx, cy] = [fixed(place(f)), fixed(y.place(magnitude[f]))];
      return `<path d="M${cx} ${low}V${high}" stroke="${colour}"/><circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`;
    })
  ].join('\n');
}

/** Ticks at 1, 2 or 5 times a power of ten, three or more. */
function axis(lowest: number, highest: number, from: number, to: number) {
  const span = highest - lowest || 1;
  const place = (value: number): number => from + ((to - from) * (value - lowest)) / span;
  if (!Number.isFinite(span)) return { ticks: [], place: () => from };
  const power = 10 ** Math.floor(Math.log10(span / 3));
  const step = [5, 2, 1].map((factor) => factor * power).find((size) => 3 * size <= span) ?? power;
  const ticks: number[] = [];
  for (let k = Math.ceil(lowest / step); k * step <= highest; k++)
    ticks.push(Number((k * step).toPrecision(12)));
  return { ticks, place };
}

const fixed = (value: number): string => value.toFixed(1);

const text = (x: number, y: number, anchor: 'start' | 'middle' | 'end', words: string, more = ''): string =>
  `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}" ${more}>${escaped(words)}</text>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 does not allow are left out. */
const escaped = (words: string): string =>
  words
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]);

/** A periodogram and the curve folded with the best period of it. */
export interface SearchPlot {
  readonly title: string;
  /** Days, and the height there; `window` null where there is none. */
  readonly periodogram: readonly {
    readonly period: number;
    readonly power: number;
    readonly window: number | null;
  }[];
  readonly powerName: string;
  /** Periods to mark, best first. */
  readonly candidates: readonly number[];
  /** Phase from 0 to 1, value and error; no error is NaN. */
  readonly folded: readonly { readonly phase: number; readonly value: number; readonly error: number }[];
  readonly kind: 'magnitude' | 'flux';
  /** Values of the fitted curve at even phases; none for no curve. */
  readonly curve: readonly number[];
}

const WIDTH = 800;
const LEFT = 80;
const RIGHT = 20;
const PANEL = 240;
const TOPS = [60, 380];
const HEIGHT = 680;
/** Above the highest peak, for the numbers of the candidates. */
const HEADROOM = 30;
/** Of a picture that a browser draws at once. */
const MOST_POINTS = 3000;
const BLUE = '#1f5fa8';
const RED = '#b3261e';

/** As SVG: the periodogram over a logarithmic axis of periods, and the folded curve twice over, brighter above. */
export function plotSearch(plot: SearchPlot): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" ` +
      'font-family="sans-serif" font-size="12" fill="#222">',
    `<title>${plot.title}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(LEFT, 22, 'start', plot.title),
    drawPeriodogram(plot),
    drawFolded(plot),
    '</svg>\n'
  ].join('\n');
}

function drawPeriodogram({ periodogram, powerName, candidates }: SearchPlot): string {
  const [top] = TOPS;
  const logarithms = periodogram.map(({ period }) => Math.log10(period));
  const x = scale(extent(logarithms), LEFT, WIDTH - RIGHT);
  const [, highest] = extent(periodogram.map(({ power }) => power));
  const y = scale([0, highest], top + PANEL, top + HEADROOM);
  const line = (values: readonly (number | null)[]): string =>
    values.map((value, i) => `${i ? 'L' : 'M'}${fixed(x(logarithms[i]))} ${fixed(y(value ?? 0))}`).join('');
  const window = periodogram.map(({ window }) => window);
  const hasWindow = window[0] !== null;
  const windowScale = hasWindow ? highest / 2 / extent(window.map((value) => value ?? 0))[1] : 0;
  return [
    frame(
      top,
      `${powerName}${hasWindow ? '; grey: the window, of the measurements alone, at half height' : ''}`,
      'Period (d)'
    ),
    hasWindow
      ? `<path d="${line(window.map((value) => (value ?? 0) * windowScale))}" fill="none" stroke="#999" stroke-width="0.7"/>`
      : '',
    `<path d="${line(periodogram.map(({ power }) => power))}" fill="none" stroke="${BLUE}"/>`,
    ...candidates.map((period, rank) => {
      const place = x(Math.log10(period));
      return (
        `<path d="M${fixed(place)} ${top}v8" stroke="${RED}" stroke-width="2"/>` +
        text(place, top + 20, 'middle', String(rank + 1), RED)
      );
    }),
    ...periodTicks(logarithms).map((period) =>
      text(x(Math.log10(period)), top + PANEL + 16, 'middle', String(period))
    ),
    ...ticks(0, highest).map((tick) => text(LEFT - 6, y(tick) + 4, 'end', String(tick)))
  ].join('\n');
}

function drawFolded({ folded, kind, curve }: SearchPlot): string {
  const top = TOPS[1];
  const [least, most] = extent(folded.map(({ value }) => value));
  const margin = 0.05 * (most - least);
  const [low, high] = [least - margin, most + margin];
  const y =
    kind === 'magnitude' ? scale([low, high], top, top + PANEL) : scale([low, high], top + PANEL, top);
  const x = scale([0, 2], LEFT, WIDTH - RIGHT);
  const every = Math.ceil(folded.length / MOST_POINTS);
  const shown = folded.filter((_, i) => i % every === 0);
  const left = every > 1 ? ` (one of ${every} measurements is drawn)` : '';
  return [
    frame(top, `${kind === 'magnitude' ? 'Magnitude' : 'Flux'}, twice over${left}`, 'Phase'),
    ...[0, 1].flatMap((cycle) =>
      shown.map(({ phase, value, error }) => {
        const place = fixed(x(phase + cycle));
        const bar =
          error > 0
            ? `<path d="M${place} ${fixed(clamp(y(value - error), top))}V${fixed(clamp(y(value + error), top))}" stroke="#9bb8d9"/>`
            : '';
        return `${bar}<circle cx="${place}" cy="${fixed(y(value))}" r="2" fill="${BLUE}"/>`;
      })
    ),
    curve.length > 0
      ? `<path d="${[...curve, ...curve]
          .map((value, i) => `${i ? 'L' : 'M'}${fixed(x(i / curve.length))} ${fixed(clamp(y(value), top))}`)
          .join('')}" fill="none" stroke="${RED}" stroke-width="1.5"/>`
      : '',
    ...[0, 0.5, 1, 1.5, 2].map((phase) => text(x(phase), top + PANEL + 16, 'middle', String(phase))),
    ...ticks(low, high).map((tick) => text(LEFT - 6, y(tick) + 4, 'end', String(tick)))
  ].join('\n');
}

const frame = (top: number, title: string, below: string): string =>
  `<rect x="${LEFT}" y="${top}" width="${WIDTH - LEFT - RIGHT}" height="${PANEL}" fill="none" stroke="#888"/>` +
  text(LEFT, top - 8, 'start', title) +
  text((LEFT + WIDTH - RIGHT) / 2, top + PANEL + 34, 'middle', below);

function extent(values: readonly number[]): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

const scale =
  ([least, most]: readonly [number, number], from: number, to: number) =>
  (value: number): number =>
    most > least ? from + ((to - from) * (value - least)) / (most - least) : (from + to) / 2;

const clamp = (place: number, top: number): number => Math.min(top + PANEL, Math.max(top, place));

/** At 1, 2 or 5 times a power of ten, three or more. */
function ticks(least: number, most: number): number[] {
  const power = 10 ** Math.floor(Math.log10((most - least) / 3));
  const step = [5, 2, 1].map((factor) => factor * power).find((size) => 3 * size <= most - least) ?? power;
  const places: number[] = [];
  for (let k = Math.ceil(least / step); k * step <= most && places.length < 20; k++)
    places.push(Number((k * step).toPrecision(12)));
  return places;
}

/** Powers of ten, with more between them where they are few. */
function periodTicks(logarithms: readonly number[]): number[] {
  const [least, most] = extent(logarithms);
  const factors = most - least > 3 ? [1] : most - least > 1 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 7];
  const places: number[] = [];
  for (let power = Math.floor(least); power <= most; power++)
    for (const factor of factors) {
      const place = Math.log10(factor) + power;
      if (place >= least && place <= most) places.push(Number((factor * 10 ** power).toPrecision(3)));
    }
  return places;
}

const fixed = (place: number): string => place.toFixed(1);

const text = (
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end',
  words: string,
  fill = '#222'
): string => `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}" fill="${fill}">${words}</text>`;

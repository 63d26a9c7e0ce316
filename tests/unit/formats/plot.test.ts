import { describe, expect, it } from 'vitest';
import { fitPlot } from '../../../src/lib/domain/plot/fitPlot';
import { type Plot, PLOT_MARK, type PlotAxis } from '../../../src/lib/domain/plot/Plot';
import { plotScale } from '../../../src/lib/domain/plot/plotScale';
import { periodogramPlot } from '../../../src/lib/formats/periodogramPlot';
import { PLOT_COLOURS } from '../../../src/lib/formats/plot/plotColours';
import { plotCsv } from '../../../src/lib/formats/plot/plotCsv';
import { plotSvg } from '../../../src/lib/formats/plot/plotSvg';
import { plotTicks } from '../../../src/lib/formats/plot/plotTicks';

const axis = (scale: PlotAxis['scale']): PlotAxis => ({ title: '', scale });
const labels = (scale: PlotAxis['scale'], from: number, to: number, most = 8) =>
  plotTicks(axis(scale), [from, to], most).map(({ label, below }) => (below ? `${label}/${below}` : label));
const utc = (...parts: [number, number, ...number[]]) => Date.UTC(...parts);

describe('ticks', () => {
  it.each<[PlotAxis['scale'], number, number, string]>([
    ['linear', 11.93, 12.07, '11.94 11.96 11.98 12.00 12.02 12.04 12.06'],
    ['linear', -0.5, 0.5, '-0.4 -0.2 0.0 0.2 0.4'],
    [
      'linear',
      2459000.1,
      2459000.4,
      '2459000.10 2459000.15 2459000.20 2459000.25 2459000.30 2459000.35 2459000.40'
    ],
    ['log', 0.1, 100, '0.1 1 10 100'],
    ['log', 0.3, 30, '0.5 1 2 5 10 20'],
    ['log', 2, 3, '2.0 2.2 2.4 2.6 2.8 3.0'],
    [
      'time',
      utc(2020, 4, 31, 22),
      utc(2020, 5, 1, 2),
      '22:00/2020-05-31 22:30 23:00 23:30 00:00/2020-06-01 00:30 01:00 01:30 02:00'
    ],
    ['time', utc(2019, 11, 20), utc(2020, 0, 20), '12-21/2019 12-26 01-01/2020 01-06 01-11 01-16'],
    ['time', utc(2019, 10, 15), utc(2020, 10, 15), '2020-01 2020-03 2020-05 2020-07 2020-09 2020-11'],
    ['time', utc(1990, 0), utc(2020, 0), '1990 1995 2000 2005 2010 2015 2020']
  ])('of a %s axis from %d to %d', (scale, from, to, expected) => {
    expect(labels(scale, from, to)).toEqual(expected.split(' '));
  });

  it('are never too many, and lie within the range, whatever it is', () => {
    for (let power = -8; power < 13; power += 0.37)
      for (const scale of ['linear', 'log', 'time'] as const) {
        const [from, to] = scale === 'log' ? [1e-5, 1e-5 * 10 ** power] : [-3e11, -3e11 + 10 ** power];
        const ticks = plotTicks(axis(scale), [from, to], 8);
        expect(ticks.length, `${scale} ${power}`).toBeLessThanOrEqual(20);
        expect(
          ticks.every(({ value }) => value >= from - 1e-6 * (to - from) && value <= to + 1e-6 * (to - from))
        ).toBe(true);
      }
  });
});

it('scales map values to places and back, reversed and logarithmic ones too', () => {
  for (const scale of ['linear', 'log'] as const)
    for (const isReversed of [false, true]) {
      const { place, value } = plotScale({ title: '', scale, isReversed }, [2, 32], 100, 500);
      expect(place(2)).toBeCloseTo(isReversed ? 500 : 100, 9);
      expect(place(32)).toBeCloseTo(isReversed ? 100 : 500, 9);
      expect(value(place(8))).toBeCloseTo(8, 9);
      expect(place(8)).toBeCloseTo(scale === 'log' ? 300 : isReversed ? 420 : 180, 9);
    }
});

const plot: Plot = {
  title: 'A & B',
  x: { title: 'Time (UTC)', scale: 'time' },
  y: { title: 'Magnitude', scale: 'linear', isReversed: true },
  series: [
    {
      name: 'V',
      tone: 0,
      style: 'points',
      x: [utc(2020, 0), utc(2020, 1), utc(2020, 2), utc(2020, 3)],
      y: [12, 11, 14, 13],
      error: [0.1, Number.NaN, Number.NaN, 50],
      marks: [PLOT_MARK.plain, PLOT_MARK.plain, PLOT_MARK.limit, PLOT_MARK.excluded]
    }
  ]
};

it('the view holds points, bars and arrows, but no bar longer than the spread of points', () => {
  const { y } = fitPlot(plot);
  expect(y[0]).toBeGreaterThan(9);
  expect(y[0]).toBeLessThan(11);
  expect(y[1]).toBeGreaterThan(16);
  expect(y[1]).toBeLessThan(17);
  expect(fitPlot({ ...plot, series: [] })).toEqual({ x: [0, 1], y: [0, 1] });
  const lone = { name: '', tone: 0, style: 'points', x: [5], y: [0] } as const;
  expect(fitPlot({ ...plot, x: axis('log'), series: [lone] }).x[1]).toBeGreaterThan(5);
});

it('an SVG has each mark where it belongs, brighter ones higher, and its text escaped', () => {
  const svg = plotSvg(plot);
  expect(svg).toContain('<title>A &amp; B</title>');
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  const filled = [...svg.matchAll(/<path d="([^"]*)" fill="(#0a5bb5)"/g)].map(([, d]) => d!);
  const marks = filled.flatMap((d) => d.split('Z').filter(Boolean)).map((d) => /M([\d.]+) ([\d.]+)/.exec(d)!);
  expect(marks).toHaveLength(3); // one in the legend
  const [, first, second] = marks.map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
  expect(second!.x).toBeGreaterThan(first!.x);
  expect(second!.y).toBeLessThan(first!.y);
});

it('a CSV has every point with its remark', () => {
  expect(plotCsv(plot).split('\r\n')).toEqual([
    'series,Time (UTC),Magnitude,error,remark',
    'V,2020-01-01T00:00:00.000Z,12,0.1,',
    'V,2020-02-01T00:00:00.000Z,11,,',
    'V,2020-03-01T00:00:00.000Z,14,,limit',
    'V,2020-04-01T00:00:00.000Z,13,50,excluded',
    ''
  ]);
});

it('every tone stands out from its background', () => {
  const luminance = (colour: string) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  for (const { background, text, muted, tones } of Object.values(PLOT_COLOURS))
    for (const [colour, least] of [
      ...tones.map((tone) => [tone, 3] as const),
      [text, 4.5] as const,
      [muted, 4.5] as const
    ]) {
      const [dark, light] = [luminance(colour), luminance(background)].sort((a, b) => a - b);
      expect({ colour, stands: (light! + 0.05) / (dark! + 0.05) > least }).toEqual({ colour, stands: true });
    }
});

describe('a periodogram', () => {
  it('is in the order of period, its highest peaks marked', () => {
    const periods = Array.from({ length: 400 }, (_, i) => 1 + i / 100);
    const peak = (period: number, at: number, height: number) =>
      height * Math.exp(-(((period - at) / 0.03) ** 2));
    const rows = periods
      .map(
        (period) =>
          `${period},${1 / period},${peak(period, 2, 0.5) + peak(period, 3, 0.9) + peak(period, 4.5, 0.2)},0.1`
      )
      .reverse();
    const { series, markers } = periodogramPlot(
      'P',
      `period,frequency,power,window\n${rows.join('\n')}\n`,
      'log'
    );
    expect(markers).toEqual([3, 2, 4.5].map((x) => ({ x, label: `${x} d` })));
    expect(series.map(({ name }) => name)).toEqual(['Window function', 'Power']);
    expect(series[1]!.x[0]).toBe(1);
    expect(series[0]!.y[7]).toBe(0.1);
  });

  it.each([
    ['', "The periodogram has no column 'period'"],
    ['period,strength\n1,2\n', "The periodogram has no column 'power'"],
    ['period,power\n,2\n-1,2\n', 'The periodogram has no periods']
  ])('%j is refused', (text, message) => expect(() => periodogramPlot('', text, 'log')).toThrow(message));
});

import type { PhotometryDatum } from '../domain/rows/PhotometryDatum';
import { type Plot, PLOT_MARK, type PlotAxis, type PlotSeries } from '../domain/plot/Plot';
import { unixToModifiedJulianDate } from '../domain/units/modifiedJulianDate';

/** What a light curve is plotted over. Phases are of a period and a date of phase 0, days. */
export type LightCurveTime =
  | { readonly kind: 'utc' | 'bjdTdb' }
  | { readonly kind: 'phase'; readonly period: number; readonly epoch: number };

export interface LightCurvePlot {
  readonly plot: Plot;
  /** The measurement behind a point. */
  readonly datumAt: (series: PlotSeries, index: number) => PhotometryDatum | undefined;
}

const NO_FILTER = 'No filter named';
const MAGNITUDES: PlotAxis = { title: 'Magnitude', scale: 'linear', isReversed: true };

/** Whether every measurement has its barycentric date. */
export const hasBarycentricDates = (data: readonly PhotometryDatum[]): boolean =>
  data.length > 0 && data.every(({ value }) => value.bjdTdb !== undefined);

/** In days: BJD (TDB), or MJD (UTC) where they are not all barycentric. */
export const daysOf = ({ timestamp, value }: PhotometryDatum, isBarycentric: boolean): number =>
  isBarycentric ? value.bjdTdb! : unixToModifiedJulianDate(timestamp);

/** Magnitudes over time, or over the phase of a period in two cycles: one series for each filter, by name. */
export function lightCurvePlot(
  targetName: string,
  data: readonly PhotometryDatum[],
  time: LightCurveTime
): LightCurvePlot {
  const isBarycentric = hasBarycentricDates(data);
  const groups = new Map<string, PhotometryDatum[]>();
  for (const datum of data) {
    const name = datum.value.filter ?? NO_FILTER;
    const group = groups.get(name);
    if (group) group.push(datum);
    else groups.set(name, [datum]);
  }
  const names = [...groups.keys()].sort();
  const cycles = time.kind === 'phase' ? 2 : 1;
  const across = (datum: PhotometryDatum): number => {
    if (time.kind !== 'phase') return time.kind === 'utc' ? datum.timestamp : datum.value.bjdTdb!;
    const turns = (daysOf(datum, isBarycentric) - time.epoch) / time.period;
    return turns - Math.floor(turns);
  };
  const series = names.map((name, tone) => {
    const points = groups.get(name)!;
    const length = cycles * points.length;
    const [x, y, error] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
    const marks = new Uint8Array(length);
    // By index: `from` takes several times as long over a hundred thousand points.
    for (let i = 0; i < length; i++) {
      const datum = points[i % points.length]!;
      x[i] = across(datum) + Math.floor(i / points.length);
      y[i] = datum.value.magnitude;
      error[i] = datum.value.error ?? Number.NaN;
      marks[i] = markOf(datum);
    }
    return { name, tone, style: 'points', x, y, error, marks } satisfies PlotSeries;
  });
  const hasExcluded = series.some(({ marks }) => marks.includes(PLOT_MARK.excluded));
  return {
    plot: {
      title: titleOf(targetName, time),
      x: axisOf(time, isBarycentric),
      y: MAGNITUDES,
      series,
      ...(hasExcluded && { excludedName: 'Excluded' })
    },
    datumAt: ({ name }, index) => {
      const points = groups.get(name);
      return points?.[index % points.length];
    }
  };
}

function markOf({ value: { excluded, isLimit } }: PhotometryDatum): number {
  if (excluded !== undefined) return PLOT_MARK.excluded;
  return isLimit ? PLOT_MARK.limit : PLOT_MARK.plain;
}

const titleOf = (targetName: string, time: LightCurveTime): string =>
  time.kind === 'phase' ? `${targetName}, period ${time.period} d` : `Light curve of ${targetName}`;

function axisOf(time: LightCurveTime, isBarycentric: boolean): PlotAxis {
  if (time.kind !== 'phase')
    return time.kind === 'utc'
      ? { title: 'Time (UTC)', scale: 'time' }
      : { title: 'BJD (TDB)', scale: 'linear' };
  const dates = isBarycentric ? 'BJD' : 'MJD';
  return { title: `Phase (period ${time.period} d, 0 at ${dates} ${time.epoch})`, scale: 'linear' };
}

import { type Plot, PLOT_MARK } from '../../domain/plot/Plot';
import { toCsv } from '../csv';

const MARKS = { [PLOT_MARK.plain]: '', [PLOT_MARK.limit]: 'limit', [PLOT_MARK.excluded]: 'excluded' };

/** The numbers of a plot, with a heading: series, x, y, error, remark. Times as ISO 8601. What is not drawn has no row. */
export function plotCsv({ x, y, series }: Plot): string {
  const across = (value: number) => (x.scale === 'time' ? new Date(value).toISOString() : value);
  return toCsv([
    ['series', x.title, y.title, 'error', 'remark'],
    ...series.flatMap((points) =>
      Array.from(points.x, (value, i) => {
        if (!Number.isFinite(value) || !Number.isFinite(points.y[i]!)) return [];
        const error = points.error?.[i] ?? Number.NaN;
        const mark = (points.marks?.[i] ?? PLOT_MARK.plain) as keyof typeof MARKS;
        return [[points.name, across(value), points.y[i]!, Number.isNaN(error) ? '' : error, MARKS[mark]]];
      }).flat()
    )
  ]);
}

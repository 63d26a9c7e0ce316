import { type Plot, PLOT_MARK } from '../../domain/plot/Plot';
import { toCsv } from '../csv';

const MARKS = { [PLOT_MARK.plain]: '', [PLOT_MARK.limit]: 'limit', [PLOT_MARK.excluded]: 'excluded' };

/** The points of a plot that are drawn, as CSV with a heading: series, x, y, error, remark; times in ISO 8601. */
export function plotCsv({ x, y, series }: Plot): string {
  const xCell = (value: number) => (x.scale === 'time' ? new Date(value).toISOString() : value);
  return toCsv([
    ['series', x.title, y.title, 'error', 'remark'],
    ...series.flatMap((points) =>
      Array.from(points.x, (value, i) => {
        if (!Number.isFinite(value) || !Number.isFinite(points.y[i]!)) return [];
        const error = points.error?.[i] ?? Number.NaN;
        const mark = (points.marks?.[i] ?? PLOT_MARK.plain) as keyof typeof MARKS;
        return [[points.name, xCell(value), points.y[i]!, Number.isNaN(error) ? '' : error, MARKS[mark]]];
      }).flat()
    )
  ]);
}

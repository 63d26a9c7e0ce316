import { itemAt } from '../units/itemAt';
import { type Plot, PLOT_MARK, type PlotAxis, type PlotSeries } from './Plot';
import type { LightCurve, RelativeCurve } from '../measurement/LightCurve';
import { meanOfFinite } from '../units/meanOfFinite';
import type { Measurements } from '../measurement/Measurements';

const TIME: PlotAxis = { title: 'Time (UTC)', scale: 'time' };
/** More series cannot be told apart in a plot. */
const MAX_SERIES = 8;

/** Target, with frames that are excluded as crosses, and check star over time. Point i of a series is that of frame i. */
export function curvePlot({ target, filter, frames }: Measurements, curve: LightCurve): Plot {
  const { check, isCalibrated, limits, withExcluded } = curve;
  const isLimit = (f: number): boolean => Number.isFinite(limits[f]);
  const marks = curve.target.magnitude.map((value, f) => {
    if (isLimit(f)) return PLOT_MARK.limit;
    const isExcluded = Number.isNaN(value) && Number.isFinite(withExcluded.magnitude[f]);
    return isExcluded ? PLOT_MARK.excluded : PLOT_MARK.plain;
  });
  const shown = {
    magnitude: withExcluded.magnitude.map((value, f) => (isLimit(f) ? itemAt(limits, f) : value)),
    error: withExcluded.error.map((value, f) => (isLimit(f) ? NaN : value))
  };
  const series: PlotSeries[] = [{ ...seriesOf(target.name, 0, frames.time, shown), marks }];
  if (check >= 0) {
    const { magnitude, error } = curve.curveOf(check);
    const shift = meanOfFinite(curve.target.magnitude) - meanOfFinite(magnitude);
    series.push(
      seriesOf('Check star, shifted', 1, frames.time, {
        magnitude: magnitude.map((value) => value + shift),
        error
      })
    );
  }
  return {
    title: `Light curve of ${target.name}${filter ? `, filter ${filter}` : ''}`,
    x: TIME,
    y: { title: isCalibrated ? 'Magnitude' : 'Relative magnitude', scale: 'linear', isReversed: true },
    series,
    ...(marks.includes(PLOT_MARK.excluded) && { excludedName: 'Excluded' })
  };
}

/** Residuals of the check star and of the comparison stars, the brightest first, each against all others. */
export function residualPlot({ target, frames, stars }: Measurements, curve: LightCurve): Plot {
  const { members, check } = curve;
  const shown = [...(check >= 0 ? [check] : []), ...members].slice(0, MAX_SERIES);
  return {
    title: `Comparison stars of ${target.name}`,
    x: TIME,
    y: { title: 'Residual (mmag)', scale: 'linear', isReversed: true },
    series: shown.map((star, tone) => {
      const { magnitude, error } = curve.curveOf(star);
      const mean = meanOfFinite(magnitude);
      const starName = itemAt(stars.names, star);
      const name = star === check ? `${starName} (check)` : starName;
      return seriesOf(name, tone, frames.time, {
        magnitude: magnitude.map((value) => 1000 * (value - mean)),
        error: error.map((value) => 1000 * value)
      });
    })
  };
}

/** How much stars like the target scatter through each aperture. Point i is that of aperture i. */
export function sweepPlot({ target, radii }: Measurements, { sweep, radius }: LightCurve): Plot {
  const y = sweep.map((scatter) => 1000 * scatter);
  return {
    title: `Apertures for ${target.name}`,
    x: { title: 'Radius of the aperture (px)', scale: 'linear' },
    y: { title: 'Scatter (mmag)', scale: 'linear' },
    series: [{ name: 'Stars like the target', tone: 0, style: 'points', x: radii, y }],
    markers: [{ x: itemAt(radii, radius), label: 'taken' }]
  };
}

const seriesOf = (
  name: string,
  tone: number,
  x: Float64Array,
  { magnitude: y, error }: RelativeCurve
): PlotSeries => ({ name, tone, style: 'points', x, y, error });

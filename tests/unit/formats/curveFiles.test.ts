import { describe, expect, it } from 'vitest';
import { curvePlot } from '../../../src/lib/domain/plot/curvePlots';
import { PLOT_MARK } from '../../../src/lib/domain/plot/Plot';
import { curveCsv, curveForAavso, curvePhotometry } from '../../../src/lib/formats/curveFiles';
import { plotCsv } from '../../../src/lib/formats/plot/plotCsv';
import { plotSvg } from '../../../src/lib/formats/plot/plotSvg';
import { lightCurve } from '../../../src/lib/kernels/lightcurve/lightCurve';
import { choices, FRAMES, measuredStars } from '../../fixtures/measuredStars';

describe('a curve with excluded frames', () => {
  const measurements = measuredStars(6);
  // From a file without a time, which was left out.
  measurements.frames.time[9] = NaN;
  for (let i = 9; i < measurements.flux.length; i += FRAMES) measurements.flux[i] = NaN;
  const excluded = new Map([
    [3, 'Clouds'],
    [11, 'Trail']
  ]);
  const curve = lightCurve(measurements, choices({ excluded: new Set(excluded.keys()) }));
  const usual = lightCurve(measurements, choices());

  it('has crosses there, with a word in the legend', () => {
    const plot = curvePlot(measurements, curve);
    const crosses = Array.from(plot.series[0].marks!, (mark, f) => ({ mark, f }))
      .filter(({ mark }) => mark === PLOT_MARK.excluded)
      .map(({ f }) => f);
    expect(crosses).toEqual([3, 11]);
    expect(plotSvg(plot)).toContain('>Excluded<');
    expect(plotSvg(curvePlot(measurements, usual))).not.toContain('Excluded');
    const rows = plotCsv(plot).trim().split('\r\n');
    expect(rows.filter((row) => row.startsWith('V1,'))).toHaveLength(FRAMES - 1);
    expect(rows.filter((row) => row.endsWith(',excluded'))).toHaveLength(2);
  });

  it('keeps them and their reasons in the photometry, and submits only the others', () => {
    const rows = curvePhotometry(measurements, curve, excluded);
    expect(rows).toHaveLength(FRAMES - 1);
    expect(rows.flatMap((row) => (row.excluded ? [[row.frame, row.excluded]] : []))).toEqual([
      [3, 'Clouds'],
      [11, 'Trail']
    ]);
    for (const text of [curveCsv(measurements, curve), curveForAavso(measurements, curve, 'TST')])
      expect(text.split('\r\n').filter((line) => /^(f\d|V1,)/.test(line))).toHaveLength(FRAMES - 3);
  });
});

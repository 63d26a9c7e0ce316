import { describe, expect, it } from 'vitest';
import type { UnixMilliseconds } from '../../../src/lib/domain/units/Brand';
import { lightCurvePlot } from '../../../src/lib/presentation/lightCurvePlot';
import type { PhotometryDatum } from '../../../src/lib/domain/rows/PhotometryDatum';
import { photometryValue, type PhotometryFields } from '../../../src/lib/domain/rows/photometryValue';
import { PLOT_MARK } from '../../../src/lib/domain/plot/Plot';

const DAY = 86_400_000;

const datum = (days: number, fields: PhotometryFields): PhotometryDatum =>
  ({ timestamp: (days * DAY) as UnixMilliseconds, value: photometryValue(fields) }) as PhotometryDatum;

const DATA = [
  datum(1, { magnitude: 10, error: 0.1, filter: 'V' }),
  datum(2, { magnitude: 11, error: null, filter: 'B', isLimit: true }),
  datum(4.5, { magnitude: 12, error: null, filter: 'V', excluded: 'Clouds' }),
  datum(5, { magnitude: 13, error: null })
];
/** Of 1970-01-01. */
const MJD_1970 = 40_587;

describe('a plot of a light curve', () => {
  it('has a series for each filter, with what is known of each measurement', () => {
    const { plot } = lightCurvePlot('RR Lyr', DATA, { kind: 'utc' });
    expect(plot.series.map(({ name, tone }) => [name, tone])).toEqual([
      ['B', 0],
      ['No filter named', 1],
      ['V', 2]
    ]);
    const [limit, , twice] = plot.series;
    expect([...Array.from(limit!.x), ...Array.from(limit!.y), ...Array.from(limit!.error!)]).toEqual([
      2 * DAY,
      11,
      NaN
    ]);
    expect(Array.from(limit!.marks!)).toEqual([PLOT_MARK.limit]);
    expect(Array.from(twice!.x)).toEqual([DAY, 4.5 * DAY]);
    expect(Array.from(twice!.y)).toEqual([10, 12]);
    expect(Array.from(twice!.error!)).toEqual([0.1, NaN]);
    expect(Array.from(twice!.marks!)).toEqual([PLOT_MARK.plain, PLOT_MARK.excluded]);
  });

  it('folds it over two cycles, and knows the measurement behind a point of each', () => {
    const time = { kind: 'phase', period: 2, epoch: MJD_1970 } as const;
    const { plot, datumAt } = lightCurvePlot('RR Lyr', DATA, time);
    const folded = plot.series[2]!;
    expect(Array.from(folded.x)).toEqual([0.5, 0.25, 1.5, 1.25]);
    expect(Array.from(folded.y)).toEqual([10, 12, 10, 12]);
    expect(Array.from(folded.error!)).toEqual([0.1, NaN, 0.1, NaN]);
    expect(datumAt(folded, 1)).toBe(DATA[2]);
    expect(datumAt(folded, 3)).toBe(DATA[2]);
  });
});

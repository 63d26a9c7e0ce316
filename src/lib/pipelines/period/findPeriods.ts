import { figureText } from '../../domain/units/figureText';
import { fitFourierSeries, fourierValue } from '../../kernels/periods/fitFourierSeries';
import { sampling } from '../../kernels/periods/sampling';
import { AsyncError, type RunningProcess } from '../api';
import { foldedRows } from './foldedRows';
import type { PeriodCandidate } from './PeriodCandidate';
import { periodogramRows } from './periodogramRows';
import { periodText } from './periodText';
import type { PeriodWarning } from './PeriodWarning';
import { type SearchGrid, searchGrid } from './searchGrid';
import { searchPeriods } from './searchPeriods';
import type { Search, SearchResult } from './SearchResult';
import { gridEndText, periodNoteText } from './sentences';

const CURVE_POINTS = 200;
/** False-alarm probabilities: below the first something varies, from the second on the period is doubtful. */
const SURE = 0.001;
const DOUBTFUL = 0.05;
/** Share of the best power from which another candidate is nearly as good. */
const RIVAL = 0.95;

/** @throws AsyncError if no period is between the bounds */
export function findPeriods(
  { series, kind, timeName, options }: Search,
  process: Pick<RunningProcess<{}, PeriodWarning>, 'log' | 'warn'>
): SearchResult {
  const { harmonics } = options;
  const grid = gridOf(series.times, options);
  const reached = 1 / (grid.start + grid.step * (grid.count - 1));
  process.log(
    `Searching ${grid.count} periods from ${figureText(reached, 5)} to ` +
      `${figureText(1 / grid.start, 5)} d with ${harmonics === 1 ? 'a sine' : `up to ${harmonics} harmonics`}. The shortest is ${gridEndText(grid.end)}; the longest is ` +
      `${options.longest !== null ? 'as you asked' : 'the time from the first measurement to the last'}.`
  );
  if (grid.end.code === 'limited')
    process.warn({ code: 'shortestNotReached', parameters: { wanted: grid.wanted, reached } });
  const { periodogram, candidates } = searchPeriods(series, grid, harmonics, kind === 'magnitude');
  const best = candidates[0];
  if (!best) throw new AsyncError('No period explains any of the variation: the periodogram has no peak.');
  for (const line of explain(candidates, kind, timeName)) process.log(line);
  for (const warning of doubts(candidates)) process.warn(warning);
  const fit = fitFourierSeries(series, 1 / best.period, best.terms);
  const offset = (best.epoch - fit.epoch) / best.period;
  return {
    periodogram: periodogramRows(periodogram.grid, periodogram.power, periodogram.window),
    candidates: candidateRows(candidates),
    folded: foldedRows(series, kind, best.period, best.epoch),
    title: `Period ${periodText(best.period, best.error)} d`,
    powerName: 'Power: share of the variance that the curve explains',
    kind,
    curve: Array.from({ length: CURVE_POINTS }, (_, i) => fourierValue(fit, offset + i / CURVE_POINTS))
  };
}

function gridOf(times: Float64Array, { shortest, longest, harmonics }: Search['options']): SearchGrid {
  try {
    return searchGrid(sampling(times), harmonics, shortest, longest);
  } catch (error) {
    throw new AsyncError((error as Error).message);
  }
}

function explain(
  candidates: readonly PeriodCandidate[],
  kind: 'magnitude' | 'flux',
  timeName: string
): readonly string[] {
  const [best, ...others] = candidates;
  const probability = best.falseAlarm;
  return [
    `Best period: ${periodText(best.period, best.error)} d. The curve, ${best.terms === 1 ? 'a sine' : `of ${best.terms} harmonics`}, explains ${(100 * best.power).toFixed(1)} % of the ` +
      `variance; from faintest to brightest it spans ${best.amplitude.toPrecision(3)}${kind === 'magnitude' ? ' mag' : ' in flux'}. ` +
      `It is brightest at ${timeName} ${best.epoch.toFixed(5)}.`,
    `False-alarm probability ${probabilityText(probability)}: the probability that noise alone, with measurements at these ` +
      `times, makes such a high peak at any of the periods.${
        probability < SURE
          ? ' Something does vary, but the peak may still be an alias of the true period.'
          : probability < DOUBTFUL
            ? ' That is low, but not beyond doubt.'
            : ''
      }`,
    ...others.map(
      ({ period, error, power, note }, i) =>
        `${i + 2}. ${periodText(period, error)} d, power ${power.toFixed(3)}${note ? `: ${periodNoteText(note)}` : ''}.`
    ),
    ...(others.some(({ note }) => note?.code === 'aliasOfFirst')
      ? [
          'Aliases: measured once a night, a star with 0.3 cycles per day looks like one with 1.3 or 0.7, as nobody saw what ' +
            'it did by day. Peaks 1 cycle per day apart may therefore be the same; the highest is the most likely.'
        ]
      : []),
    'If it is an eclipsing binary with two similar minima, its period is twice this.'
  ];
}

/** Why the best period may not be trusted. */
function doubts([best, ...others]: readonly PeriodCandidate[]): readonly PeriodWarning[] {
  const rival = others.find(({ power, note }) => power > RIVAL * best.power && note?.code === 'aliasOfFirst');
  return [
    ...(best.falseAlarm < DOUBTFUL
      ? []
      : [{ code: 'falseAlarm', parameters: { probability: best.falseAlarm } } as const]),
    ...(best.note ? [{ code: 'noteOnBest', parameters: { note: best.note } } as const] : []),
    ...(rival ? [{ code: 'rivalPeriod', parameters: { period: rival.period } } as const] : [])
  ];
}

const probabilityText = (probability: number): string =>
  probability < 1e-100 ? 'below 1e-100' : probability.toPrecision(2);

function candidateRows(candidates: readonly PeriodCandidate[]): (string | number)[][] {
  return [
    [
      'rank',
      'period',
      'period_error',
      'power',
      'false_alarm_probability',
      'amplitude',
      'epoch_brightest',
      'note'
    ],
    ...candidates.map(({ period, error, power, falseAlarm, amplitude, epoch, note }, i) => [
      i + 1,
      Number(period.toPrecision(10)),
      Number(error.toPrecision(3)),
      Number(power.toPrecision(5)),
      Number(falseAlarm.toPrecision(3)),
      Number(amplitude.toPrecision(4)),
      Number(epoch.toFixed(6)),
      periodNoteText(note)
    ])
  ];
}

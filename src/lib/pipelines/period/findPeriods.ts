import { figureText } from '../../domain/units/figureText';
import { fitFourierSeries, fourierValue } from '../../kernels/periods/fitFourierSeries';
import { sampling } from '../../kernels/periods/sampling';
import { AsyncError } from '../api';
import { foldedRows } from './foldedRows';
import type { PeriodCandidate } from './PeriodCandidate';
import { periodogramRows } from './periodogramRows';
import { periodText } from './periodText';
import { type SearchGrid, searchGrid } from './searchGrid';
import { searchPeriods } from './searchPeriods';
import type { Search, SearchResult } from './SearchResult';
import { periodNoteText } from './sentences';

const CURVE_POINTS = 200;
/** Less is sure enough to say so. */
const SURE = 0.001;
const DOUBTFUL = 0.05;
/** Part of the best power from which another candidate is nearly as good. */
const NEARLY = 0.95;

/** @throws AsyncError if no period is between the bounds */
export function findPeriods(
  { series, kind, timeName, options }: Search,
  log: (line: string) => void
): SearchResult {
  const { harmonics } = options;
  const grid = gridOf(series.times, options);
  log(
    `Searching ${grid.count} periods from ${figureText(1 / (grid.start + grid.step * (grid.count - 1)), 5)} to ` +
      `${figureText(1 / grid.start, 5)} d with ${harmonics === 1 ? 'a sine' : `${harmonics} harmonics`}. The shortest is ${grid.reason}; the longest is ` +
      `${options.longest !== null ? 'as you asked' : 'the time from the first measurement to the last'}.`
  );
  const { periodogram, candidates } = searchPeriods(series, grid, harmonics, kind === 'magnitude');
  const best = candidates[0];
  if (!best) throw new AsyncError('No period takes anything away: the periodogram has no peak.');
  for (const line of explain(candidates, kind, timeName)) log(line);
  const fit = fitFourierSeries(series, 1 / best.period, harmonics);
  const offset = (best.epoch - fit.epoch) / best.period;
  return {
    periodogram: periodogramRows(periodogram.grid, periodogram.power, periodogram.window),
    candidates: candidateRows(candidates),
    folded: foldedRows(series, kind, best.period, best.epoch),
    title: `Period ${periodText(best.period, best.error)} d`,
    powerName: 'Power: part of the variance that the curve takes away',
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
  const rival = others.find(
    ({ power, note }) => power > NEARLY * best.power && note?.code === 'aliasOfFirst'
  );
  return [
    `Best period: ${periodText(best.period, best.error)} d. The curve takes away ${(100 * best.power).toFixed(1)} % of the ` +
      `variance; from its faintest to its brightest it is ${best.amplitude.toPrecision(3)}${kind === 'magnitude' ? ' mag' : ' in flux'}. ` +
      `It is brightest at ${timeName} ${best.epoch.toFixed(5)}.`,
    `False-alarm probability ${probabilityText(probability)}: how likely noise alone, with measurements at these times, makes so ` +
      `high a peak at any of the periods. ${
        probability < SURE
          ? 'Something does vary; the peak may yet be an alias of the true period.'
          : probability < DOUBTFUL
            ? 'That is low, but not beyond doubt.'
            : 'That is not low: do not believe this period without more data.'
      }`,
    ...(best.note ? [`Beware: ${periodNoteText(best.note)}.`] : []),
    ...others.map(
      ({ period, error, power, note }, i) =>
        `${i + 2}. ${periodText(period, error)} d, power ${power.toFixed(3)}${note ? `: ${periodNoteText(note)}` : ''}.`
    ),
    ...(others.some(({ note }) => note?.code === 'aliasOfFirst')
      ? [
          'Aliases: measured once a night, a star that makes 0.3 cycles a day looks as one that makes 1.3 or 0.7, for nobody ' +
            'saw what it did by day. Peaks 1 cycle a day apart are therefore one and the same; the highest is the likeliest.'
        ]
      : []),
    ...(rival
      ? [
          `Period ${figureText(rival.period, 5)} d is nearly as good. Measurements at other hours of the night would decide.`
        ]
      : []),
    'If it is an eclipsing binary with two minima alike, its period is twice this.'
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

import { foldedRows } from './foldedRows';
import { periodogramRows } from './periodogramRows';
import { periodText } from './periodText';
import { AsyncError, type RunningProcess } from '../api';
import type { PeriodWarning } from './PeriodWarning';
import { type BoxCandidate, searchBoxes } from './searchBoxes';
import type { Search, SearchResult } from './SearchResult';
import { periodNoteText } from './sentences';

/** @throws AsyncError if no period is between the bounds, or nothing dips */
export async function findBoxes(
  { series, kind, timeName, options }: Search,
  process: Pick<RunningProcess<{}, PeriodWarning>, 'log' | 'warn'>
): Promise<SearchResult> {
  const dipping = kind === 'flux' ? series : { ...series, values: series.values.map((value) => -value) };
  const { periodogram, candidates, note, isCoarse } = await searchBoxes(
    dipping,
    options.shortest,
    options.longest
  );
  const best = candidates[0];
  if (!best) throw new AsyncError('Nothing dips: no box is lower than the rest.');
  for (const line of [note, ...explain(candidates, kind, timeName)]) process.log(line);
  if (isCoarse) process.warn({ code: 'coarseSteps', parameters: {} });
  if (best.note) process.warn({ code: 'noteOnBest', parameters: { note: best.note } });
  return {
    periodogram: periodogramRows(periodogram.grid, periodogram.snr, null),
    candidates: candidateRows(candidates),
    // Puts the dip in the middle of the plot.
    folded: foldedRows(series, kind, best.period, best.epoch - best.period / 2),
    title: `Transits every ${periodText(best.period, best.error)} d, in the middle of each cycle`,
    powerName: 'Depth of the best box divided by its error',
    kind,
    curve: []
  };
}

function explain(
  [best, ...others]: readonly BoxCandidate[],
  kind: 'magnitude' | 'flux',
  timeName: string
): readonly string[] {
  const unit = kind === 'magnitude' ? ' mag' : '';
  return [
    `Best box: every ${periodText(best.period, best.error)} d, ${best.depth.toPrecision(3)} +- ` +
      `${best.depthError.toPrecision(2)}${unit} deep for ${(best.duration * 24).toPrecision(2)} h, first mid-transit at ` +
      `${timeName} ${best.epoch.toFixed(5)}. The depth is ${best.snr.toFixed(1)} times its error.`,
    `Signal detection efficiency ${best.sde.toFixed(1)}: how far the peak stands out from the periodogram; it is low with few cycles. ` +
      'Check that the folded curve is flat except for the dip: a box search finds one in any curve.',
    ...others.map(
      ({ period, error, snr, note }, i) =>
        `${i + 2}. ${periodText(period, error)} d, depth ${snr.toFixed(1)} times its error${note ? `: ${periodNoteText(note)}` : ''}.`
    )
  ];
}

function candidateRows(candidates: readonly BoxCandidate[]): (string | number)[][] {
  return [
    [
      'rank',
      'period',
      'period_error',
      'depth',
      'depth_error',
      'duration',
      'mid_transit',
      'snr',
      'sde',
      'note'
    ],
    ...candidates.map(({ period, error, depth, depthError, duration, epoch, snr, sde, note }, i) => [
      i + 1,
      Number(period.toPrecision(10)),
      Number(error.toPrecision(3)),
      Number(depth.toPrecision(4)),
      Number(depthError.toPrecision(3)),
      duration,
      Number(epoch.toFixed(6)),
      Number(snr.toPrecision(4)),
      Number(sde.toPrecision(4)),
      periodNoteText(note)
    ])
  ];
}

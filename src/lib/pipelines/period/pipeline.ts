import { WARNINGS } from './sentences';
import { AsyncError, DataProduct, definePipeline, type PipelineOutput, ReducedDatum } from '../api';

/** Looks for periods in photometry, of the target or in files. */
export default definePipeline({
  shortName: 'period',
  help:
    'Searches the brightness of a star for a period: in the files you choose (text in columns of any order, AAVSO ' +
    'downloads, FITS tables of Kepler or TESS), or, if you choose none, in the photometry of the target. Look for one ' +
    'sharp peak, and at the folded curve: with the right period all cycles coincide.',
  readsPhotometry: true,
  flags: {
    period: { default: true, longName: 'Perform automatic period finding' },
    eebls: { default: false, longName: 'EEBLS - box fitting to search for periodic transits' },
    detrend: { default: false, longName: 'Detrend: subtract a straight line over time' },
    plot: { default: true, longName: 'Create plot files' }
  },
  parameters: {
    shortest: {
      kind: 'number',
      default: null,
      min: 0.0001,
      unit: 'd',
      longName: 'Shortest period',
      help: 'Leave it empty to derive it from the times of the measurements.'
    },
    longest: {
      kind: 'number',
      default: null,
      min: 0.0001,
      unit: 'd',
      longName: 'Longest period',
      help: 'Leave it empty to derive it from the times of the measurements.'
    },
    harmonics: {
      kind: 'number',
      default: 3,
      min: 1,
      max: 6,
      step: 1,
      longName: 'Harmonics',
      help: 'At most so many, if the data support them. 1 fits a sine; more fit curves that rise faster than they fall, or that have two minima.'
    },
    filter: {
      kind: 'text',
      default: '',
      longName: 'Filter',
      help: "Leave it empty to use the one with the most measurements. 'all' uses all, each with its mean subtracted."
    },
    brightness: {
      kind: 'choice',
      default: 'auto',
      choices: { auto: 'As the columns say', magnitude: 'Magnitudes', flux: 'Fluxes' },
      longName: 'Unit of brightness'
    },
    time_column: {
      kind: 'text',
      default: '',
      longName: 'Column of times',
      help: 'Its name or number, in days. Leave it empty to recognise it by its name or content.'
    },
    value_column: { kind: 'text', default: '', longName: 'Column of brightnesses' },
    error_column: { kind: 'text', default: '', longName: 'Column of errors' }
  },

  warnings: WARNINGS,

  async doPipeline(process, tmpdir, options) {
    if (!options.period && !options.eebls)
      throw new AsyncError('Nothing to search for: tick automatic period finding, the box search, or both.');
    const { readInput } = await import('./readInput');
    const { prepareSeries } = await import('./prepareSeries');
    const { removeTrend } = await import('./removeTrend');
    const { findPeriods } = await import('./findPeriods');
    const { findBoxes } = await import('./findBoxes');

    const { kind, timeName, prepared } = await process.updateStatus('Gathering data files', async () => {
      const data = await readInput(process, {
        time: options.time_column,
        value: options.value_column,
        error: options.error_column
      });
      const prepared = prepareSeries(data, options.filter, options.harmonics);
      for (const note of [...data.notes, ...prepared.notes]) process.log(note);
      for (const warning of [...data.warnings, ...prepared.warnings]) process.warn(warning);
      const kind = options.brightness === 'auto' ? data.kind : options.brightness;
      return { kind, timeName: data.timeName, prepared };
    });
    const trend = options.detrend ? removeTrend(prepared) : null;
    if (trend) process.log(`A straight line of ${trend.slope.toPrecision(3)} per day was subtracted.`);
    const search = {
      series: trend ? { ...prepared, values: trend.values } : prepared,
      kind,
      timeName,
      options
    };
    process.progress(0.1);

    const outputs: PipelineOutput[] = [];
    if (options.period) {
      const found = await process.updateStatus('Searching for periods', () => findPeriods(search, process));
      await save('', found);
      process.progress(options.eebls ? 0.3 : 0.9);
    }
    if (options.eebls) {
      const found = await process.updateStatus('Searching for transits', () => findBoxes(search, process));
      await save('transit_', found);
    }
    return outputs;

    async function save(prefix: string, found: import('./SearchResult').SearchResult): Promise<void> {
      const { toCsv } = await import('../../formats/csv');
      const { plotSearch } = await import('./plotSearch');
      for (const [name, tag, rows] of [
        ['periodogram', 'periodogram', found.periodogram],
        ['candidates', 'period_candidates', found.candidates],
        ['folded', 'phase_fold', found.folded]
      ] as const) {
        const file = tmpdir.join(`${prefix}${name}.csv`);
        await file.writeText(toCsv(rows));
        outputs.push([file, ReducedDatum, tag]);
      }
      if (!options.plot) return;
      const plot = tmpdir.join(`${prefix}period.svg`);
      await plot.writeBlob(new Blob([plotSearch(found)], { type: 'image/svg+xml' }));
      outputs.push([plot, DataProduct, 'plot']);
    }
  }
});

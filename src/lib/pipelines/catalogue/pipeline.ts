import { frameStem } from '../../domain/image/frameStem';
import { FRAME_SUFFIXES } from '../../domain/image/suffixes';
import { COLOUR_PARAMETER } from '../../frames/colourParameter';
import { AsyncError, DataProduct, definePipeline, fileErrorText } from '../api';
import type { Caveat } from './CatalogueWarning';
import { WARNINGS } from './sentences';

/** Lists the stars of each frame: where they are, how bright, and whether anything is wrong with them. */
export default definePipeline({
  shortName: 'catalogue',
  help:
    'Finds the stars of each frame and measures them: position, brightness with its error in apertures of several ' +
    'sizes, width, and whether anything is wrong with them (saturated, at the edge, touching another). Look at the ' +
    'error of the magnitudes, which is smallest for bright stars, and at how faint the faintest star is. Calibrate ' +
    'the frames first. The page of a frame can then mark its sources.',
  allowedSuffixes: FRAME_SUFFIXES,
  flags: {
    correct: { default: true, longName: 'Correct for the light outside each aperture (curve of growth)' }
  },
  parameters: {
    radii: {
      kind: 'text',
      holds: 'numbers',
      default: '1.5, 1, 2, 3',
      longName: 'Aperture radii',
      help: 'The first is used for the magnitude, the largest for the curve of growth.'
    },
    unit: {
      kind: 'choice',
      default: 'fwhm',
      choices: { fwhm: 'Multiples of the width of stars (FWHM) on the frame', px: 'Pixels' },
      longName: 'Unit of the radii'
    },
    sky: {
      kind: 'choice',
      default: 'mesh',
      choices: { mesh: 'A smooth map of the frame', ring: 'A ring around each star' },
      longName: 'Sky background from',
      help: 'A map has less noise; a ring is better inside nebulae and galaxies.'
    },
    inner: {
      kind: 'number',
      default: 4,
      min: 0,
      max: 500,
      step: 0.5,
      longName: 'Inner radius of the sky ring'
    },
    outer: {
      kind: 'number',
      default: 6,
      min: 0.5,
      max: 500,
      step: 0.5,
      longName: 'Outer radius of the sky ring'
    },
    colour: COLOUR_PARAMETER,
    threshold: {
      kind: 'number',
      default: 1.5,
      min: 0.5,
      max: 100,
      step: 0.5,
      unit: 'sigma',
      longName: 'Detection threshold above the sky',
      help: 'Five adjacent pixels must exceed it after smoothing. A lower threshold finds fainter stars, but also more false ones.'
    },
    gain: {
      kind: 'number',
      default: null,
      min: 0.001,
      step: 0.01,
      unit: 'e-/unit',
      longName: 'Gain',
      help: 'Electrons per unit of the image. Leave it empty to use the header, or else an estimate from the noise of the sky.'
    },
    zero_point: {
      kind: 'number',
      default: null,
      step: 0.001,
      unit: 'mag',
      longName: 'Zero point',
      help: 'Magnitude of one unit of the image. Leave it empty to use the header (MAGZPT), or else 25.'
    },
    saturation: {
      kind: 'number',
      default: null,
      min: 0.001,
      longName: 'Saturation level',
      help: 'Pixels with this value or a higher one count as saturated. Leave it empty to use what the file says.'
    }
  },

  frameSteps: () => import('./frameSteps'),
  warnings: WARNINGS,

  async *doPipeline(process, tmpdir, options) {
    const { readRadii } = await import('./readRadii');
    const settings = { ...options, radii: readRadii(options.radii, options.unit === 'fwhm' ? 20 : 500) };
    if (!(options.inner < options.outer))
      throw new AsyncError('The inner radius of the ring must be smaller than the outer one.');

    await process.updateStatus('Measuring sources');
    const { inputFiles } = process;
    const given = new Set<string>();
    const namesByCaveat = new Map<Caveat, string[]>();
    let done = 0;
    let failure = '';
    for await (const { file, result, error } of process.eachFrame(
      'measure',
      inputFiles,
      settings,
      process.provenance
    )) {
      process.progress(++done / inputFiles.length);
      if (error !== null) {
        failure = fileErrorText(file.name, error);
        process.warn({ code: 'frameLeftOut', parameters: { name: file.name, message: error } });
        continue;
      }
      for (const line of result.lines) process.log(line);
      for (const code of result.caveats)
        namesByCaveat.set(code, [...(namesByCaveat.get(code) ?? []), file.name]);

      const stem = uniqueStem(file.name, given);
      given.add(stem);
      const csv = tmpdir.join(`${stem}.csv`);
      await csv.writeText(result.csv);
      yield [csv, DataProduct, 'source_catalogue'];
      const table = tmpdir.join(`${stem}.fits`);
      await table.writeBlob(result.table);
      yield [table, DataProduct, 'source_catalogue'];
    }
    for (const [code, names] of namesByCaveat) process.warn({ code, parameters: { names } });
    if (given.size === 0) throw new AsyncError(failure);
  }
});

/** The name without its suffixes; a second one of the same name ends in `_2`. */
function uniqueStem(name: string, given: ReadonlySet<string>): string {
  const stem = frameStem(name);
  let unique = stem;
  for (let count = 2; given.has(unique); count++) unique = `${stem}_${count}`;
  return unique;
}

import { FRAME_SUFFIXES } from '../../domain/image/suffixes';
import { AsyncError, DataProduct, definePipeline, type PipelineOutput } from '../api';
import { WARNINGS } from './sentences';

/** Removes what camera and telescope add to frames of the sky. */
export default definePipeline({
  shortName: 'cal',
  help:
    'Removes from your pictures of the sky what camera and telescope add to them. Choose light frames together with ' +
    'bias, dark and flat frames, several of each; their types are shown on the data page. ' +
    'Bias frames record the level of an empty picture, darks the thermal signal of the detector, flats the shadows of ' +
    'dust and the darker corners. Look for an even sky without dust rings, bright single pixels or dark corners. ' +
    'The log says what was used for each frame, and what was missing.',
  allowedSuffixes: FRAME_SUFFIXES,
  flags: {
    keep_masters: { default: true, longName: 'Save the combined bias, dark and flat frames as well' },
    strict: {
      default: false,
      longName: 'Stop if a bias, dark or flat is missing, or if a file cannot be used'
    },
    cosmic_rays: { default: false, longName: 'Remove cosmic rays (slow)' }
  },
  parameters: {
    bad_pixels: {
      kind: 'choice',
      default: 'blank',
      choices: { blank: 'Leave blank', median: 'Fill from their neighbours', keep: 'Keep as they are' },
      longName: 'Hot and dead pixels',
      help: 'Blank pixels are filled from the other frames when frames are stacked.'
    },
    gain: {
      kind: 'number',
      default: null,
      min: 0.001,
      step: 0.01,
      unit: 'e-/ADU',
      longName: 'Gain',
      help: 'Used to find cosmic rays. Leave it empty to use the header, or else 1.'
    },
    read_noise: {
      kind: 'number',
      default: null,
      min: 0,
      step: 0.1,
      unit: 'e-',
      longName: 'Read noise',
      help: 'Used to find cosmic rays. Leave it empty to use the header, or else 6.5.'
    }
  },

  frameSteps: () => import('./frameSteps'),
  warnings: WARNINGS,

  async doPipeline(process, tmpdir, options) {
    const { Report } = await import('./Report');
    const { inspectFrames } = await import('./inspectFrames');
    const { turnToLights } = await import('./turnToLights');
    const { makeMasters } = await import('./makeMasters');
    const { saveLights } = await import('./saveLights');
    const { masterFile } = await import('./masterFile');
    const { UniqueNames } = await import('./UniqueNames');

    const report = new Report(process, options.strict);
    const names = new UniqueNames();
    const outputs: PipelineOutput[] = [];
    const save = async (stem: string, blob: Blob): Promise<void> => {
      const output = tmpdir.join(names.next(stem));
      await output.writeBlob(blob);
      outputs.push([output, DataProduct, 'fits_file']);
    };

    const frames = await process.updateStatus('Reading headers', async () =>
      turnToLights(await inspectFrames(process.inputFiles, report))
    );
    const lights = frames.filter(({ type }) => type === 'light');
    if (lights.length === 0)
      throw new AsyncError(
        'There is no light frame to calibrate among the files. Choose one, or correct the types of the frames.'
      );
    const masters = await process.updateStatus('Combining bias, dark and flat frames', () =>
      makeMasters(frames, report, async (master, image, first) => {
        if (!options.keep_masters || master.inputs.length === 1) return;
        await save(master.name, masterFile(master, image, first, process.provenance));
      })
    );
    const saved = await process.updateStatus('Calibrating light frames', () =>
      saveLights(process, lights, masters, options, report, save)
    );
    if (saved === 0)
      throw new AsyncError('None of the light frames could be calibrated. The log says why for each.');
    process.progress(1);
    return outputs;
  }
});

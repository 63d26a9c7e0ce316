import { FRAME_SUFFIXES } from '../../domain/image/suffixes';
import { AsyncError, DataProduct, definePipeline } from '../api';
import { WARNINGS } from './sentences';

/** Makes an animation of frames in the order in which they were taken. */
export default definePipeline({
  shortName: 'tl',
  help:
    'Makes an animation of the frames in the order in which they were taken. ' +
    'Look for what moves or changes between them: an asteroid, a variable star, clouds.',
  allowedSuffixes: FRAME_SUFFIXES,
  flags: {
    normalise_background: {
      default: false,
      longName: 'Process each frame to achieve a consistent background brightness across the timelapse'
    },
    crop: { default: false, longName: 'Crop each frame in the timelapse around its centre pixel' }
  },
  parameters: {
    format: {
      kind: 'choice',
      default: 'gif',
      choices: { gif: 'GIF', mp4: 'MP4', webm: 'WebM' },
      longName: 'Format',
      help: 'GIF plays everywhere; MP4 and WebM are smaller.'
    },
    // Without bounds, so that the words for a wrong value are the pipeline's own.
    fps: { kind: 'number', default: 10, longName: 'Speed', unit: 'frames a second' },
    size: {
      kind: 'number',
      default: 500,
      min: 1,
      step: 1,
      unit: 'px',
      longName: 'Longest side',
      help: 'Larger frames are made smaller; smaller ones stay as they are.'
    },
    crop_scale: {
      kind: 'number',
      default: 0.5,
      step: 0.05,
      longName: 'Part kept when cropping',
      help: 'Of the width and of the height: 0.5 keeps the middle half of each.'
    }
  },

  warnings: WARNINGS,

  async doPipeline(process, tmpdir, options) {
    if (!(options.fps > 0)) throw new AsyncError(`Invalid FPS ${options.fps}`);

    // Loaded when it runs: a page that lists pipelines needs none of it.
    const { sortFrames } = await import('./sortFrames');
    const { doubtfulTimes } = await import('../../frames/doubtfulTimes');
    const { animateFrames } = await import('./animateFrames');

    process.log('Sorting frames');
    const frames = await process.updateStatus('Reading observation dates', () =>
      sortFrames(process.inputFiles)
    );
    for (const warning of doubtfulTimes(frames)) process.warn(warning);
    const { format, blob } = await process.updateStatus('Making the time-lapse', () =>
      animateFrames(process, frames, options)
    );
    const output = tmpdir.join(`t.${format}`);
    await output.writeBlob(blob);
    process.log('Finished');
    return [[output, DataProduct, 'timelapse']];
  }
});

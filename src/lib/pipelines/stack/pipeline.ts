import { FRAME_SUFFIXES } from '../../domain/image/suffixes';
import { itemAt } from '../../domain/units/itemAt';
import { COLOUR_PARAMETER } from '../../frames/colourParameter';
import { MOTION_PARAMETERS } from '../../frames/targetMotion';
import { DataProduct, definePipeline } from '../api';
import { WARNINGS } from './sentences';

/** Brings frames of one field onto each other by their stars, and makes one deep frame of them. */
export default definePipeline({
  shortName: 'stack',
  help:
    'Lays pictures of the same field on top of each other by the pattern of their stars, however they are shifted, ' +
    'turned or mirrored, and makes one picture of them in which what is faint stands out. Satellites, cosmic rays ' +
    'and whatever else is on one picture only are left out. Calibrate the frames first. Look for round stars and a ' +
    'smooth sky: the log says how well each frame fits, and which could not be used and why. The picture comes ' +
    'with two maps: how many frames were used for each pixel, and how much they scatter there. Frames of a colour ' +
    'camera give a colour picture, without maps.',
  allowedSuffixes: FRAME_SUFFIXES,
  flags: {
    weigh: { default: true, longName: 'Give frames with less noise and sharper stars more weight (in means)' }
  },
  parameters: {
    reference: {
      kind: 'inputFile',
      longName: 'Reference frame',
      help: 'All others are brought to its position, brightness and sky. Choose a sharp one.'
    },
    method: {
      kind: 'choice',
      default: 'clippedMean',
      choices: {
        clippedMean: 'Clipped mean',
        winsorised: 'Winsorised mean',
        median: 'Median',
        minMax: 'Mean without the lowest and the highest',
        mean: 'Mean of all'
      },
      longName: 'How frames become one',
      help: 'Clipping needs 8 frames or more to find what does not belong; for fewer take the median.'
    },
    resampling: {
      kind: 'choice',
      default: 'lanczos3',
      choices: { lanczos3: 'Lanczos-3', bicubic: 'Bicubic', bilinear: 'Bilinear' },
      longName: 'Values between pixels',
      help: 'Lanczos-3 keeps stars sharpest; bilinear draws no rings around hot pixels, but blurs a little.'
    },
    colour: {
      ...COLOUR_PARAMETER,
      default: 'each',
      choices: { each: 'Each, to a colour picture', ...COLOUR_PARAMETER.choices },
      help: 'Raw frames and finished pictures of colour cameras. The stars of green light align them.'
    },
    field: {
      kind: 'choice',
      default: 'intersection',
      choices: { intersection: 'What all frames show', union: 'What any frame shows' },
      longName: 'Field'
    },
    rate: {
      ...MOTION_PARAMETERS.rate,
      help: 'Above 0, the stack follows a comet or asteroid, and the stars become trails or vanish. "Target is here" in the viewer, on two frames, fills in the places below instead.'
    },
    position_angle: MOTION_PARAMETERS.position_angle,
    place: {
      kind: 'text',
      holds: 'pixel',
      default: '',
      longName: 'Or its place on the reference frame',
      help: 'x and y in pixels, as the viewer shows them.'
    },
    later_place: { ...MOTION_PARAMETERS.later_place, longName: 'and on another frame' },
    later_frame: MOTION_PARAMETERS.later_frame
  },

  frameSteps: () => import('./frameSteps'),
  warnings: WARNINGS,

  async doPipeline(process, tmpdir, options) {
    const { alignFrames } = await import('./alignFrames');
    const { followTarget, isMotion } = await import('./followTarget');
    const { stackFrames } = await import('./stackFrames');
    const { stackColours } = await import('./stackColours');
    const { colourStackFile, stackFile } = await import('./stackFile');
    const { warnOfFrames } = await import('./warnOfFrames');

    const moves = isMotion(options);
    const aligned = await process.updateStatus('Finding and matching stars', () =>
      alignFrames(process, options.reference, options.colour)
    );
    const frames = moves ? followTarget(process, aligned, options) : aligned;
    warnOfFrames(process, frames, options);
    const output = tmpdir.join('stack.fits');
    if (itemAt(frames, 0).planes) {
      const stacks = stackColours(process, frames, options);
      await output.writeBlob(
        await process.updateStatus('Stacking the colours', () =>
          colourStackFile(stacks, frames, options, process.provenance)
        )
      );
      return [[output, DataProduct, 'fits_file']];
    }
    const stack = await process.updateStatus('Stacking', () => stackFrames(process, frames, options));
    await output.writeBlob(
      await process.updateStatus('Writing the stack', () =>
        stackFile(stack, frames, options, process.provenance)
      )
    );
    return [[output, DataProduct, 'fits_file']];
  }
});

import { FRAME_SUFFIXES } from '../../domain/image/suffixes';
import { DEFAULT_DETECTION } from '../../domain/measurement/LightCurve';
import { COLOUR_PARAMETER } from '../../frames/colourParameter';
import { MOTION_PARAMETERS } from '../../frames/targetMotion';
import { AsyncError, definePipeline } from '../api';
import { WARNINGS } from './sentences';

/** Measures one star on many frames against others that are constant. */
export default definePipeline({
  shortName: 'lightcurve',
  help:
    'Measures how bright the target is on each frame, against other stars on the same frame, so that clouds and the ' +
    'height above the horizon do not matter: a light curve. It finds stars that are constant by itself and says of ' +
    'each why it was taken or not; on the page of the light curve you can change that, and much else, without ' +
    'measuring again. Calibrate the frames first, and take those of one filter. Look at the check star: it is ' +
    'measured as the target is, but should stay the same.',
  allowedSuffixes: FRAME_SUFFIXES,
  flags: {
    plot: { default: true, longName: 'Make a picture of the light curve' },
    detrend: {
      default: false,
      longName: 'Remove the trend with airmass (not for stars that change slowly themselves)'
    },
    detrend_place: {
      default: false,
      longName: 'Remove the trend with the position of the star on the camera'
    }
  },
  parameters: {
    position: {
      kind: 'position',
      longName: 'Position of the star',
      help: 'RA and Dec; left empty, those of the target.'
    },
    place: {
      kind: 'text',
      holds: 'pixel',
      default: '',
      longName: 'Or its place on the reference frame',
      help: 'x and y in pixels, as the viewer shows them; for frames without coordinates. "Light curve of this star" in the viewer fills it in.'
    },
    reference: {
      kind: 'inputFile',
      longName: 'Reference frame',
      help: 'The stars are found on it, and looked for on all others. Choose a good one.'
    },
    comparisons: {
      kind: 'text',
      holds: 'stars',
      default: '',
      longName: 'Comparison stars',
      help: 'Left empty, they are found. Or RA, Dec, magnitude and name of each, with semicolons between: 21:53:58 +12:27:05 10.43 C2; … or x y px.'
    },
    colour: COLOUR_PARAMETER,
    aperture: {
      kind: 'choice',
      default: 'fixed',
      choices: { fixed: 'The same on all frames', seeing: 'Following the seeing' },
      longName: 'Size of the aperture'
    },
    radius: {
      kind: 'number',
      default: null,
      min: 0.5,
      max: 100,
      step: 0.5,
      unit: 'px',
      longName: 'Radius of the aperture',
      help: 'Leave it empty to take the one in which the comparison stars scatter least.'
    },
    detection: {
      kind: 'number',
      default: DEFAULT_DETECTION,
      min: 1,
      max: 10,
      step: 0.5,
      unit: 'σ',
      longName: 'Seen from',
      help: 'Standard deviations. Where the light of the star is less, it is not seen, and an upper limit is given in place of a magnitude.'
    },
    ...MOTION_PARAMETERS,
    observer: {
      kind: 'text',
      default: '',
      longName: 'AAVSO observer code',
      help: 'For the file that you can hand in to the AAVSO.'
    }
  },

  warnings: WARNINGS,

  async doPipeline(process, tmpdir, options) {
    const { openFrames } = await import('./openFrames');
    const { findStars } = await import('./findStars');
    const { measureFrames } = await import('./measureFrames');
    const { lightCurve } = await import('../../kernels/lightcurve/lightCurve');
    const { curveProblemText } = await import('../../domain/measurement/sentences');
    const { describeCurve } = await import('./describeCurve');
    const { curveWarnings } = await import('./curveWarnings');
    const { saveCurve } = await import('./saveCurve');

    const { frames, leftOut } = await process.updateStatus('Gathering files', () =>
      openFrames(process, options.colour)
    );
    const found = await process.updateStatus('Finding stars', () => findStars(process, frames, options));
    const measurements = await process.updateStatus('Performing photometric calculations', () =>
      measureFrames(process, { ...options, frames, leftOut, ...found })
    );
    const choices = {
      ...measurements.asked,
      check: null,
      detrendsAirmass: options.detrend,
      detrendsPlace: options.detrend_place,
      detection: options.detection,
      excluded: new Set<number>()
    };
    const curve = await process.updateStatus('Calculating curves', () => lightCurve(measurements, choices));
    for (const line of describeCurve(measurements, curve, choices)) process.log(line);
    for (const warning of curveWarnings(measurements, curve, choices)) process.warn(warning);
    if (curve.problem) throw new AsyncError(curveProblemText(curve.problem));
    return process.updateStatus('Making plots', () =>
      saveCurve(process, tmpdir, measurements, curve, choices, options)
    );
  }
});

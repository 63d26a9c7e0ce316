import { itemAt } from '../../domain/units/itemAt';
import { FRAME_SUFFIXES } from '../../domain/image/suffixes';
import { DataProduct, definePipeline } from '../api';
import { WARNINGS } from './sentences';

/** Makes one colour picture from frames taken through different filters. */
export default definePipeline({
  shortName: 'rgb',
  help:
    'Makes a colour picture from frames taken through different filters, one file for each, or from one raw frame of a ' +
    'colour camera. Choose two or three files: the longest wavelength becomes red, the shortest blue. The frames are ' +
    'aligned by their coordinates or their stars, the sky becomes a dark grey and the average star white. ' +
    'Look for stars without colour fringes; red ones are cool or behind dust, blue ones hot. Besides the picture you ' +
    'get a FITS cube of the aligned channels with their values unchanged.',
  allowedSuffixes: FRAME_SUFFIXES,
  flags: {
    balance_stars: { default: true, longName: 'Balance the colours so that the average star is white' },
    sixteen_bit: { default: false, longName: 'PNG with 16 bits per colour, for further editing' }
  },
  parameters: {
    stretch: {
      kind: 'choice',
      default: 'lupton',
      choices: {
        lupton: 'Asinh, colours kept (Lupton)',
        channels: 'Asinh of each colour',
        linear: 'Linear'
      },
      longName: 'Stretch',
      help: 'Lupton keeps the colours of bright stars; the asinh of each colour turns them white.'
    },
    sky: {
      kind: 'number',
      default: 0.12,
      min: 0,
      max: 0.5,
      step: 0.01,
      longName: 'Brightness of the sky',
      help: '0 is black. A brighter sky shows faint objects better.'
    },
    channels: {
      kind: 'text',
      default: '',
      longName: 'Channels',
      help:
        'Leave it empty to use the filters. Or give the colour of each file, and the values that become black and white ' +
        'if you like: K = red, H = green, J = blue 150..900'
    },
    reference: {
      kind: 'inputFile',
      longName: 'Reference frame',
      help: 'The picture takes over its pixels and its orientation.'
    },
    mosaic: {
      kind: 'choice',
      default: 'auto',
      choices: {
        auto: 'As the file says',
        none: 'None',
        RGGB: 'RGGB',
        BGGR: 'BGGR',
        GRBG: 'GRBG',
        GBRG: 'GBRG'
      },
      longName: 'Mosaic of a colour camera'
    }
  },

  warnings: WARNINGS,

  async preview(inputFiles, options) {
    const { previewColours } = await import('./previewColours');
    return previewColours(inputFiles, options);
  },

  async doPipeline(process, tmpdir, options) {
    const { planChannels } = await import('./planChannels');
    const { alignChannels } = await import('./alignChannels');
    const { colourImage } = await import('./colourImage');
    const { cubeFile } = await import('./cubeFile');
    const { imageText } = await import('./imageText');
    const { imageWarnings } = await import('./imageWarnings');
    const { pictureFile } = await import('./pictureFile');

    const { stretch } = options;
    const plans = await planChannels(process.inputFiles, options.channels, options.mosaic);
    const { input, mosaic } = itemAt(plans, 0);
    if (mosaic) process.log(`${input.name}: ${mosaic.text}`);
    const { channels, reference } = await process.updateStatus('Finding and matching stars', () =>
      alignChannels(plans, options.reference, {
        previewSide: null,
        log: (line) => process.log(line),
        progress: (fraction) => process.progress(0.5 * fraction)
      })
    );
    const image = await process.updateStatus('Aligning the channels', () =>
      colourImage(channels, { balanceStars: options.balance_stars, skyBrightness: options.sky }, (fraction) =>
        process.progress(0.5 + 0.2 * fraction)
      )
    );
    for (const line of imageText(image, channels)) process.log(line);
    for (const warning of imageWarnings(image, channels, options.balance_stars)) process.warn(warning);
    const picture = tmpdir.join('picture.png');
    await picture.writeBlob(
      await process.updateStatus('Making the picture', () =>
        pictureFile(image, stretch, options.sixteen_bit ? 16 : 8, process.provenance)
      )
    );
    process.progress(0.85);
    const cube = tmpdir.join('channels.fits');
    await cube.writeBlob(
      await process.updateStatus('Writing the channels', () =>
        cubeFile(image, channels, reference, stretch, process.provenance)
      )
    );
    return [
      [picture, DataProduct, 'image_file'],
      [cube, DataProduct, 'fits_file']
    ];
  }
});

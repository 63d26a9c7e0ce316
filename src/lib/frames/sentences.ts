import { timeDoubtText } from '../domain/sky/sentences';
import { listText } from '../domain/statement/listText';
import { sentenceOf } from '../domain/statement/sentenceOf';
import type { Sentences } from '../domain/statement/Sentences';
import type { MosaicWarning } from './MosaicWarning';
import type { FrameMosaic, MosaicSource } from './frameMosaic';
import type { SaturationSource } from './frameSaturation';
import type { TimesWarning } from './TimesWarning';

const SATURATION: Sentences<SaturationSource> = {
  header: ({ keyword }) => `${keyword} of the header`,
  pixels: ({ evidence }) => EVIDENCE[evidence],
  dataType: () => 'the largest value that the file can hold',
  unknown: () => 'not known, and no star looks cut off'
};

const EVIDENCE = {
  converter: 'the largest number that the camera gives',
  pileUp: 'many pixels have this value, and none a higher one',
  plateau: 'a star looks cut off there'
};

/** What says from which value on pixels are saturated. */
export const saturationText = (source: SaturationSource): string => sentenceOf(SATURATION, source);

const MOSAIC: Sentences<MosaicSource> = {
  user: () => ', as you say',
  header: () => '',
  upsideDown: ({ declared }) =>
    `: the file says ${declared}, but its pixels tell that it is stored upside down`,
  grey: ({ declared }) =>
    `: the file says ${declared}, but its stars and its sky are equally bright in all pixels`,
  undeclared: () => ', though its pixels look like one',
  none: () => ''
};

/** What the mosaic of a frame is, and how that is known: `mosaic RGGB, as you say`. */
export const mosaicText = ({ pattern, source }: FrameMosaic): string =>
  `${pattern ? `mosaic ${pattern}` : 'no mosaic'}${sentenceOf(MOSAIC, source)}`;

export const MOSAIC_WARNINGS: Sentences<MosaicWarning> = {
  mosaicUndeclared: ({ names }) =>
    `${listText(names)}: this looks like the mosaic of a colour camera, which no card of the header names. It was taken for ` +
    'a picture without colours, and brightness depends on which pixels a star falls. Choose the pattern under "Correct" on ' +
    'the data page, or "None" if it is no mosaic.',
  mosaicDenied: ({ names }) =>
    `The headers of ${listText(names)} name the mosaic of a colour camera, but stars and sky are equally bright in all ` +
    'pixels: measured as a picture without colours. If it is a mosaic, choose its pattern under "Correct" on the data page.'
};

export const TIMES_WARNINGS: Sentences<TimesWarning> = {
  timesDoubtful: ({ doubt, names }) =>
    `The times of ${listText(names)} may be wrong: ${timeDoubtText(doubt)}. If they are, choose another time source or say how far the clock was off, under "Correct" on the data page.`
};

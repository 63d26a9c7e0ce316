import { sentenceOf } from '../domain/statement/sentenceOf';
import type { Sentences } from '../domain/statement/Sentences';
import type { SaturationSource } from './frameSaturation';

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

import { listText } from '../../domain/statement/listText';
import type { Sentences } from '../../domain/statement/Sentences';
import type { Statements } from '../../domain/statement/Statement';
import { sentenceOf } from '../../domain/statement/sentenceOf';
import { levelText } from '../../domain/units/levelText';
import { fileErrorText } from '../api';
import type { MasterRefusal, MissingMaster } from './chooseMasters';
import type { DifferingSetting } from './differingSettings';
import { sizeText } from './DescribedFrame';

const REFUSALS: Sentences<MasterRefusal> = {
  none: ({ type }) => `there is no ${type} frame that can be used`,
  otherSize: ({ type, sizes, size }) =>
    `the ${type} frames have ${sizes.map(sizeText).join(', ')}, this frame has ${sizeText(size)}`,
  otherSettings: ({ type, differing }) => {
    const [masters, frame] = (['master', 'frame'] as const).map((side) =>
      differing.map((one) => settingText(one.setting, one[side])).join(', ')
    );
    return `the ${type} frames were taken with ${masters}, this frame with ${frame}`;
  },
  noExposureTime: () => 'its exposure time is not known',
  biasIsGone: ({ master }) =>
    `the bias was removed from ${master}, but there is none to remove from this frame`,
  holdsBias: ({ master }) => `${master} still contains the bias, which was removed from this frame`,
  masterHasNoExposureTime: ({ master }) => `the exposure time of ${master} is not known`,
  cannotBeScaled: ({ master, masterExposure, exposure }) =>
    `${master}, with ${masterExposure} s, is ${masterExposure > exposure ? 'longer' : 'shorter'} than the ` +
    `${exposure} s of this frame, and without bias frames it cannot be scaled`,
  otherFilter: ({ filters, filter }) =>
    `the flats were taken with ${filters.map(filterText).join(', ')}, this frame with ${filterText(filter)}`
};

const settingText = (setting: DifferingSetting['setting'], value: number | string): string =>
  ({
    gain: `gain ${value}`,
    offset: `offset ${value}`,
    binning: `binning ${value}`,
    readoutMode: `read-out mode '${value}'`,
    temperature: `the detector at ${value} C`,
    rowOrder: `rows stored from the ${value === 'topDown' ? 'top down' : 'bottom up'}`
  })[setting];

const filterText = (filter: string | null): string => filter ?? 'no filter';

const MISSING: Sentences<MissingMaster> = {
  noBias: ({ because }) => `no bias: ${sentenceOf(REFUSALS, because)}`,
  noDark: ({ because }) => `no dark: ${sentenceOf(REFUSALS, because)}`,
  otherTemperature: ({ master, masterTemperature, temperature }) =>
    `a dark of another temperature: ${master} was taken at ${masterTemperature} C, this frame at ${temperature} C`,
  noFlat: ({ because }) => `no flat: ${sentenceOf(REFUSALS, because)}`
};

/** What calibration could not do as asked, or assumed. */
export type CalWarning = Statements<{
  /** The message of the reader. */
  fileLeftOut: { readonly name: string; readonly message: string };
  nothingToCalibrateWith: { readonly name: string };
  masterMissing: { readonly missing: MissingMaster; readonly names: readonly string[] };
  /** They are taken for lights. */
  typesAssumed: { readonly names: readonly string[] };
  /** A section of the header is invalid: why. */
  sectionIgnored: { readonly name: string; readonly message: string };
  constantFlat: { readonly name: string; readonly value: number };
  constantLight: { readonly name: string; readonly value: number };
  /** In frames of colour cameras. */
  cosmicRaysLeft: {};
  /** To find cosmic rays: electrons per unit, and electrons. */
  gainAssumed: { readonly gain: number };
  gainDoubtful: { readonly gain: number };
  readNoiseAssumed: { readonly readNoise: number };
}>;

export const WARNINGS: Sentences<CalWarning> = {
  fileLeftOut: ({ name, message }) => `${fileErrorText(name, message)} It is left out.`,
  nothingToCalibrateWith: ({ name }) => `${name}: there is nothing to calibrate it with. It is left out.`,
  masterMissing: ({ missing, names }) => `Calibrated with ${missingText(missing)} (${listText(names)}).`,
  typesAssumed: ({ names }) =>
    names.length === 1
      ? `${names[0]} does not say what type of frame it is, and is taken for a light.`
      : `${names.length} files do not say what type of frame they are, and are taken for lights: ${listText(names)}.`,
  sectionIgnored: ({ name, message }) => `${name}: ${message} It is ignored.`,
  constantFlat: ({ name, value }) => `${name}: ${constantText(value)}, and as a flat it corrects nothing.`,
  constantLight: ({ name, value }) => `${name}: ${constantText(value)}.`,
  cosmicRaysLeft: () =>
    'Cosmic rays are not looked for in frames of colour cameras, whose pixels differ from their neighbours by colour. Stack several frames to leave them out.',
  gainAssumed: ({ gain }) =>
    `The header does not give the gain: ${gain} e-/ADU is assumed to find cosmic rays.`,
  gainDoubtful: ({ gain }) =>
    `GAIN = ${gain} of the header is taken for e-/ADU to find cosmic rays, but may be a setting of the camera. If it is, give the gain under "Correct" on the data page.`,
  readNoiseAssumed: ({ readNoise }) =>
    `The header does not give the read noise: ${readNoise} e- is assumed to find cosmic rays.`
};

/** Which master is missing and why, as a clause: `no flat: there is no flat frame that can be used`. */
export const missingText = (missing: MissingMaster): string => sentenceOf(MISSING, missing);

/** A warning in words, for the HISTORY of one frame. */
export const warningText = (warning: CalWarning): string => sentenceOf(WARNINGS, warning);

/** For a frame whose pixels all have the same value. */
const constantText = (value: number): string =>
  `all its pixels have the same value, ${levelText(value)}: it is empty or saturated`;

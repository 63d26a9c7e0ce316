import type { CameraSettings } from '../../fits/facts/cameraSettings';
import type { Master } from './Master';

/** A setting that a master and a frame do not have in common. */
export interface DifferingSetting {
  readonly setting: 'gain' | 'offset' | 'binning' | 'readoutMode' | 'temperature' | 'rowOrder';
  readonly master: number | string;
  readonly frame: number | string;
}

/** Settings that frames of a type share with the frames that they correct. Dividing by its level frees a flat of the others. */
const SETTINGS: Readonly<Record<Master['type'], readonly DifferingSetting['setting'][]>> = {
  bias: ['gain', 'offset', 'binning', 'readoutMode', 'rowOrder'],
  dark: ['gain', 'offset', 'binning', 'readoutMode', 'temperature', 'rowOrder'],
  flat: ['binning', 'rowOrder']
};

/** Relative difference up to which numbers of settings are the same. */
const SAME = 0.01;
/** Degrees up to which a dark is as good as one of the same temperature. */
export const SAME_TEMPERATURE = 3;
/** Degrees from which its hot pixels are others: thermal signal doubles every 6 degrees or so. */
const MAX_TEMPERATURE_OFF = 10;

/**
 * The settings by which a master does not fit a frame; those that the headers of either do not have count as the same.
 * @param maxTemperatureOff degrees by which a dark may be warmer or colder
 */
export const differingSettings = (
  type: Master['type'],
  master: CameraSettings,
  frame: CameraSettings,
  maxTemperatureOff = MAX_TEMPERATURE_OFF
): DifferingSetting[] =>
  SETTINGS[type].flatMap((setting) => {
    const [own, other] = [master[setting], frame[setting]];
    if (own === null || other === null || own === other) return [];
    return areClose(own, other, setting === 'temperature' ? maxTemperatureOff : null)
      ? []
      : [{ setting, master: own, frame: other }];
  });

function areClose(a: number | string, b: number | string, tolerance: number | null): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return false;
  return Math.abs(a - b) <= (tolerance ?? SAME * Math.max(Math.abs(a), Math.abs(b)));
}

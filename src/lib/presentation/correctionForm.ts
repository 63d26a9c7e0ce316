import type { BayerPattern } from '../domain/image/FrameDisplay';
import type { FrameType } from '../domain/image/FrameType';
import { parseDeclination, parseRightAscension } from '../domain/sky/coordinates';
import { plainName } from '../domain/statement/plainName';
import type { Position } from '../domain/sky/Position';
import type { Site } from '../domain/sky/Site';
import { readSiteAngle } from '../domain/sky/readSiteAngle';
import type { Moment } from '../domain/sky/TimeSource';
import type { TimeSourceKey } from '../domain/sky/timeSourceKey';
import type { Degrees, Seconds } from '../domain/units/Brand';
import { readNumber } from '../domain/units/readNumber';
import { parseClockOffset } from './parseClockOffset';

/** In a list of corrections: leave this one as it is, or remove it. */
export const KEEP = '';
export const AS_FILE = 'asFile';

/** Corrections that are one number each. */
export type CorrectedNumber = 'clockOffset' | 'exposureTime' | 'gain' | 'readNoise';

/** What is typed or chosen to correct files. What is left empty stays as it is. */
export interface CorrectionForm {
  filter: string;
  filterAsFile: boolean;
  frameType: FrameType | typeof KEEP | typeof AS_FILE;
  timeSource: TimeSourceKey | typeof KEEP | typeof AS_FILE;
  timeStamp: Moment | typeof KEEP | typeof AS_FILE;
  numbers: Record<CorrectedNumber, string>;
  numbersAsFile: Record<CorrectedNumber, boolean>;
  ra: string;
  dec: string;
  positionAsTarget: boolean;
  mosaic: BayerPattern | 'none' | typeof KEEP | typeof AS_FILE;
  latitude: string;
  longitude: string;
  siteAsFile: boolean;
}

/** What to correct; null removes a correction, what is left out stays as it is. */
export interface RequestedCorrections {
  readonly filter?: string | null;
  readonly frameType?: FrameType | null;
  readonly timeSource?: TimeSourceKey | null;
  readonly timeStamp?: Moment | null;
  readonly clockOffset?: Seconds | null;
  readonly exposureTime?: Seconds | null;
  readonly targetPosition?: Position | null;
  readonly mosaic?: BayerPattern | 'none' | null;
  readonly observingSite?: Site | null;
  readonly gain?: number | null;
  readonly readNoise?: number | null;
}

export type CorrectionFormErrors = Partial<
  Record<CorrectedNumber | 'ra' | 'dec' | 'latitude' | 'longitude', string>
>;

export const emptyCorrectionForm = (): CorrectionForm => ({
  filter: '',
  filterAsFile: false,
  frameType: KEEP,
  timeSource: KEEP,
  timeStamp: KEEP,
  numbers: { clockOffset: '', exposureTime: '', gain: '', readNoise: '' },
  numbersAsFile: { clockOffset: false, exposureTime: false, gain: false, readNoise: false },
  ra: '',
  dec: '',
  positionAsTarget: false,
  mosaic: KEEP,
  latitude: '',
  longitude: '',
  siteAsFile: false
});

/** What a form asks for, or what is wrong with each field. */
export function parseCorrectionForm(
  form: CorrectionForm
): { readonly requested: RequestedCorrections } | { readonly errors: CorrectionFormErrors } {
  const errors: CorrectionFormErrors = {};
  const read = <Value>(
    field: keyof CorrectionFormErrors,
    text: string,
    parse: (text: string) => Value
  ): Value => {
    try {
      return parse(text.trim());
    } catch (error) {
      errors[field] = (error as RangeError).message;
      return undefined as never;
    }
  };
  const isPair = (asFile: boolean, one: string, other: string): boolean =>
    !asFile && (one.trim() !== '' || other.trim() !== '');
  const position = isPair(form.positionAsTarget, form.ra, form.dec) && {
    ra: read('ra', form.ra, needed(parseRightAscension, 'Give the right ascension too, or leave both empty')),
    dec: read('dec', form.dec, needed(parseDeclination, 'Give the declination too, or leave both empty'))
  };
  const site = isPair(form.siteAsFile, form.latitude, form.longitude) && {
    latitude: read(
      'latitude',
      form.latitude,
      needed((text) => readSiteAngle(text, 'latitude'), 'Give the latitude too, or leave both empty')
    ),
    longitude: read(
      'longitude',
      form.longitude,
      needed((text) => readSiteAngle(text, 'longitude'), 'Give the longitude too, or leave both empty')
    )
  };
  const numbers: Partial<Record<CorrectedNumber, number | null>> = {};
  for (const [key, parse] of Object.entries(NUMBERS) as [CorrectedNumber, (text: string) => number][])
    if (form.numbersAsFile[key]) numbers[key] = null;
    else if (form.numbers[key].trim() !== '') numbers[key] = read(key, form.numbers[key], parse);
  if (Object.keys(errors).length > 0) return { errors };
  const filter = plainName(form.filter).trim();
  return {
    requested: {
      ...(form.filterAsFile ? { filter: null } : filter && { filter }),
      ...(form.frameType !== KEEP && { frameType: form.frameType === AS_FILE ? null : form.frameType }),
      ...(form.timeSource !== KEEP && { timeSource: form.timeSource === AS_FILE ? null : form.timeSource }),
      ...(form.timeStamp !== KEEP && { timeStamp: form.timeStamp === AS_FILE ? null : form.timeStamp }),
      ...(form.mosaic !== KEEP && { mosaic: form.mosaic === AS_FILE ? null : form.mosaic }),
      ...(form.positionAsTarget ? { targetPosition: null } : position && { targetPosition: position }),
      ...(form.siteAsFile ? { observingSite: null } : site && { observingSite: site }),
      ...(numbers as Pick<RequestedCorrections, CorrectedNumber>)
    }
  };
}

/** A day, seconds: a longer exposure is a slip of the pen. */
const MAX_EXPOSURE = 86_400;

const NUMBERS: Readonly<Record<CorrectedNumber, (text: string) => number>> = {
  clockOffset: parseClockOffset,
  exposureTime: within(0, MAX_EXPOSURE, 'The exposure time must be a number of seconds, at most a day'),
  gain: within(Number.MIN_VALUE, 1e6, 'The gain must be a number above 0'),
  readNoise: within(0, 1e6, 'The read noise must be a number, 0 or more')
};

function within(min: number, max: number, complaint: string): (text: string) => number {
  return (text) => {
    const value = readNumber(text, complaint);
    if (!(value >= min && value <= max)) throw new RangeError(complaint);
    return value;
  };
}

/** @throws RangeError with the complaint for an empty text */
const needed =
  (parse: (text: string) => Degrees, complaint: string) =>
  (text: string): Degrees => {
    if (text === '') throw new RangeError(complaint);
    return parse(text);
  };

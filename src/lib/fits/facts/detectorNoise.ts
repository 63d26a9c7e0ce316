import type { Seconds } from '../../domain/units/Brand';
import { cardText } from '../file/cardText';
import { exposureTime } from './exposureTime';
import type { FitsHeader } from '../file/FitsHeader';
import type { Hdu } from '../file/Hdu';

/** What a header says about the noise of its image. */
export interface DetectorNoise {
  /** Electrons per unit of the image. */
  readonly gain: Gain | null;
  /** Electrons per pixel. */
  readonly readNoise: HeaderNumber | null;
}

export interface Gain extends HeaderNumber {
  /** False of a whole number in GAIN without a unit: many cameras give the position of a dial there. */
  readonly isCertain: boolean;
}

export interface HeaderNumber {
  readonly value: number;
  /** The cards it comes from: `EGAIN`, `GAIN x NCOMBINE`. */
  readonly source: string;
}

/** A larger GAIN is a setting of the camera instead, and does not count. */
const MAX_GAIN = 20;
const READ_NOISE = ['RDNOISE', 'READNOIS', 'READNOI', 'RON', 'RDNOIS', 'ENOISE'];

/** Of the comment of GAIN. */
const ELECTRONS = /\be-?\s*\/|electron/i;
/** Programs, and makers of cameras, in whose files GAIN is always the position of a dial. */
const DIAL_KEYWORDS = ['SWCREATE', 'CREATOR', 'SOFTWARE', 'PROGRAM', 'SWOWNER', 'INSTRUME'];
const DIAL =
  /\b(zwo|asi(air|cap|studio)?|asi\d+\w*|seestar|dwarf|vespera|stellina|qhy\w*|toupsky|player ?one|sharpcap|firecapture|n\.?i\.?n\.?a\.?|indi|ekos|kstars|apt)\b/i;

/** COMBMETH of frames that were added up: `sum`, `SUMMED`, `co-add`. */
const SUM = /^(?:sum|add|co-?add)/i;

/**
 * Gain and read noise from the header of an image, or else from those of the other HDUs. NCOMBINE combined frames have
 * the noise of as many reads; in their mean a unit is that many times more electrons, in their sum it is not. COMBMETH
 * says which they are; without it a mean is assumed, and the source of the gain says so.
 * @param exposure the exposure time, where it is another than that of the headers
 */
export function detectorNoise(
  hdus: readonly Hdu[],
  image: Hdu,
  exposure: Seconds | null = null
): DetectorNoise {
  const headers = [image, ...hdus].map(({ header }) => header);
  const inElectrons = gainByUnit(image.header, hdus, exposure);
  if (inElectrons) return { gain: inElectrons, readNoise: firstOf(headers, READ_NOISE) };
  const conad = cardNamed(headers, /^ESO DET (?:CHIP1 )?OUT1 CONAD$/);
  const ron = cardNamed(headers, /^ESO DET (?:CHIP1 )?OUT1 RON$/);
  const stated = firstOf(headers, ['EGAIN']) ?? conad;
  const gain = stated ? { ...stated, isCertain: true } : gainOfGain(headers);
  const readNoise = firstOf(headers, READ_NOISE) ?? ron;
  const frames = firstOf(headers, ['NCOMBINE'])?.value ?? 1;
  if (!(frames > 1)) return { gain, readNoise };
  const method = headers.map((header) => cardText(header, 'COMBMETH')).find((text) => text !== '') ?? '';
  const assumption = method === '' ? ' (taken for a mean)' : '';
  return {
    gain: SUM.test(method) ? gain : times(gain, frames, `NCOMBINE${assumption}`),
    readNoise: times(readNoise, Math.sqrt(frames), 'sqrt NCOMBINE')
  };
}

/** GAIN, if it can be electrons per unit. Beside OFFSET it is a setting as that is. */
function gainOfGain(headers: readonly FitsHeader[]): Gain | null {
  const hasUnit = headers.some((header) => ELECTRONS.test(header.comment('GAIN') ?? ''));
  const isSetting = headers.some(
    (header) => header.has('OFFSET') || DIAL_KEYWORDS.some((keyword) => DIAL.test(cardText(header, keyword)))
  );
  if (isSetting && !hasUnit) return null;
  const gain = firstOf(headers, ['GAIN'], MAX_GAIN);
  return gain && { ...gain, isCertain: hasUnit || !Number.isInteger(gain.value) };
}

const times = <Number extends HeaderNumber>(
  number: Number | null,
  factor: number,
  name: string
): Number | null =>
  number && { ...number, value: number.value * factor, source: `${number.source} x ${name}` };

/** FITS 4.0, section 4.3 has no name for electrons; these are used. */
function gainByUnit(header: FitsHeader, hdus: readonly Hdu[], corrected: Seconds | null): Gain | null {
  const unit = cardText(header, 'BUNIT').toLowerCase();
  const electrons = /^(?:e-?|(?:photo-?)?electrons?)(\/s(?:ec(?:ond)?)?| s\*?\*?-1)?$/.exec(unit);
  if (!electrons) return null;
  if (!electrons[1]) return { value: 1, source: 'BUNIT', isCertain: true };
  const exposure =
    corrected === null ? exposureTime(hdus) : { seconds: corrected, keyword: 'exposure time as you say' };
  return exposure && exposure.seconds > 0
    ? { value: exposure.seconds, source: `BUNIT, ${exposure.keyword}`, isCertain: true }
    : null;
}

function firstOf(
  headers: readonly FitsHeader[],
  keywords: readonly string[],
  max = Infinity
): HeaderNumber | null {
  for (const source of keywords) {
    for (const header of headers) {
      const value = Number(cardText(header, source) || NaN);
      if (value > 0 && value < Infinity && value <= max) return { value, source };
    }
  }
  return null;
}

function cardNamed(headers: readonly FitsHeader[], pattern: RegExp): HeaderNumber | null {
  const keyword = headers.flatMap(({ cards }) => cards).find((card) => pattern.test(card.keyword))?.keyword;
  return keyword === undefined ? null : firstOf(headers, [keyword]);
}

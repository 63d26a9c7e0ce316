import { cardText } from '../file/cardText';
import { exposureTime } from './exposureTime';
import type { FitsHeader } from '../file/FitsHeader';
import type { Hdu } from '../file/Hdu';

/** What a header says about the noise of its image. */
export interface DetectorNoise {
  /** Electrons per unit of the image. */
  readonly gain: HeaderNumber | null;
  /** Electrons per pixel. */
  readonly readNoise: HeaderNumber | null;
}

export interface HeaderNumber {
  readonly value: number;
  /** The cards it comes from: `EGAIN`, `GAIN x NCOMBINE`. */
  readonly source: string;
}

/** A larger GAIN is a setting of the camera instead, and does not count. */
const MAX_GAIN = 20;
const READ_NOISE = ['RDNOISE', 'READNOIS', 'READNOI', 'RON', 'RDNOIS', 'ENOISE'];

/** COMBMETH of frames that were added up: `sum`, `SUMMED`, `co-add`. */
const SUM = /^(?:sum|add|co-?add)/i;

/**
 * Gain and read noise from the header of an image, or else from those of the other HDUs. NCOMBINE combined frames have
 * the noise of as many reads; in their mean a unit is that many times more electrons, in their sum it is not. COMBMETH
 * says which they are; without it a mean is assumed, and the source of the gain says so.
 */
export function detectorNoise(hdus: readonly Hdu[], image: Hdu): DetectorNoise {
  const headers = [image, ...hdus].map(({ header }) => header);
  const inElectrons = gainByUnit(image.header, hdus);
  if (inElectrons) return { gain: inElectrons, readNoise: firstOf(headers, READ_NOISE) };
  const conad = cardNamed(headers, /^ESO DET (?:CHIP1 )?OUT1 CONAD$/);
  const ron = cardNamed(headers, /^ESO DET (?:CHIP1 )?OUT1 RON$/);
  const gain = firstOf(headers, ['EGAIN']) ?? conad ?? firstOf(headers, ['GAIN'], MAX_GAIN);
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

const times = (number: HeaderNumber | null, factor: number, name: string): HeaderNumber | null =>
  number && { value: number.value * factor, source: `${number.source} x ${name}` };

/** FITS 4.0, section 4.3 has no name for electrons; these are used. */
function gainByUnit(header: FitsHeader, hdus: readonly Hdu[]): HeaderNumber | null {
  const unit = cardText(header, 'BUNIT').toLowerCase();
  const electrons = /^(?:e-?|(?:photo-?)?electrons?)(\/s(?:ec(?:ond)?)?| s\*?\*?-1)?$/.exec(unit);
  if (!electrons) return null;
  if (!electrons[1]) return { value: 1, source: 'BUNIT' };
  const exposure = exposureTime(hdus);
  return exposure && exposure.seconds > 0
    ? { value: exposure.seconds, source: `BUNIT, ${exposure.keyword}` }
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

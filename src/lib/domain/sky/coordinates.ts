import type { Degrees } from '../units/Brand';

const COORDINATE_FORMAT_ERROR = 'Invalid format. Please use sexigesimal or degrees';

const DEGREES_PER_HOUR = 15;
/** Longer texts are no coordinate. */
const LONGEST = 60;
const DECIMAL = /^([+-]?(?:\d+(?:[.,]\d+|\.)?|[.,]\d+)(?:e[+-]?\d+)?) ?([hd°]?)$/i;
const LAST = String.raw`(\d{1,2}(?:[.,]\d+|\.)?)`;
/** Parts are separated in one way: `04:52:00`, `04 52 00` or `4h52m00s`. Only the last may have decimals. */
const SEXAGESIMAL = [
  String.raw`([+-]?) ?(\d{1,3})() ?: ?${LAST}(?: ?: ?${LAST})?`,
  String.raw`([+-]?) ?(\d{1,3})() ${LAST}(?: ${LAST})?`,
  String.raw`([+-]?) ?(\d{1,3}) ?([hd°]) ?${LAST} ?(?:(?:[m'′] ?| )(?:${LAST} ?(?:s|"|″|'')?)?)?`
].map((form) => new RegExp(`^${form}$`, 'i'));

/** What a coordinate is: right ascension, or declination. */
export type Axis = 'ra' | 'dec';

/**
 * Right ascension in degrees, [0, 360), from decimal degrees or sexagesimal hours (`04:52:00`, `4h52m0s`), with a decimal
 * point or comma.
 * @throws RangeError a sentence for the user.
 */
export const parseRightAscension = (text: string): Degrees => parseCoordinate(text, 'ra');

/**
 * Declination in degrees, [-90, 90], from decimal or sexagesimal degrees (`-69:18:00`, `-69d18m`), with a decimal point or
 * comma.
 * @throws RangeError a sentence for the user.
 */
export const parseDeclination = (text: string): Degrees => parseCoordinate(text, 'dec');

/** Degrees, in the sky or beyond it; null if the text is no coordinate. */
export function degreesOf(text: string, axis: Axis): number | null {
  const input = cleaned(text);
  if (input.length > LONGEST) return null;
  const [, decimal, decimalUnit = ''] = DECIMAL.exec(input) ?? [];
  if (decimal !== undefined) return inDegrees(numberOf(decimal), decimalUnit, axis, 1);
  for (const form of SEXAGESIMAL) {
    const [, sign, whole, unit = '', minutes = '', seconds = '0'] = form.exec(input) ?? [];
    if (whole === undefined) continue;
    const hasDecimalMinutes = /[.,]/.test(minutes);
    if (numberOf(minutes) >= 60 || numberOf(seconds) >= 60 || (hasDecimalMinutes && seconds !== '0'))
      return null;
    const value = Number(whole) + numberOf(minutes) / 60 + numberOf(seconds) / 3600;
    return inDegrees(sign === '-' ? -value : value, unit, axis, DEGREES_PER_HOUR);
  }
  return null;
}

/** What is wrong with degrees beyond the sky, in a sentence; null if nothing is. */
export function beyondSky(degrees: number, axis: Axis): string | null {
  if (axis === 'dec') return Math.abs(degrees) <= 90 ? null : 'Dec must be from -90 to 90 degrees';
  return degrees >= 0 && degrees < 360 ? null : 'RA must be at least 0 and below 360 degrees (24 hours)';
}

/** `04:52:00.00`; rounded so that seconds never read 60. */
export function formatRightAscension(ra: Degrees, decimals = 2): string {
  return sexagesimal((ra / DEGREES_PER_HOUR) % 24, decimals, 24);
}

/** `-69:18:00.0`, always with its sign. */
export function formatDeclination(dec: Degrees, decimals = 1): string {
  return `${dec < 0 ? '-' : '+'}${sexagesimal(Math.abs(dec), decimals)}`;
}

/** Typographic minus signs and non-breaking spaces come with every copied coordinate. */
export const cleaned = (text: string): string => text.replaceAll(/[−–]/g, '-').replaceAll(/\s+/g, ' ').trim();

function parseCoordinate(text: string, axis: Axis): Degrees {
  const degrees = degreesOf(text, axis);
  if (degrees === null) throw new RangeError(COORDINATE_FORMAT_ERROR);
  const complaint = beyondSky(degrees, axis);
  if (complaint !== null) throw new RangeError(complaint);
  return degrees as Degrees;
}

/** @param usual degrees that one of the number is, of a right ascension without unit */
function inDegrees(value: number, unit: string, axis: Axis, usual: number): number | null {
  if (axis === 'dec') return unit.toLowerCase() === 'h' ? null : value;
  return value * (unit === '' ? usual : unit.toLowerCase() === 'h' ? DEGREES_PER_HOUR : 1);
}

const numberOf = (digits: string): number => Number(digits.replace(',', '.'));

function sexagesimal(value: number, decimals: number, modulus = Infinity): string {
  const scale = 10 ** decimals;
  const units = Math.round(value * 3600 * scale);
  const whole = Math.floor(units / (3600 * scale)) % modulus;
  const minutes = Math.floor(units / (60 * scale)) % 60;
  const seconds = (units % (60 * scale)) / scale;
  const width = decimals > 0 ? decimals + 3 : 2;
  return `${pad(whole)}:${pad(minutes)}:${seconds.toFixed(decimals).padStart(width, '0')}`;
}

const pad = (value: number): string => String(value).padStart(2, '0');

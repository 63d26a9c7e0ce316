import type { Degrees } from '../units/Brand';

const COORDINATE_FORMAT_ERROR = 'Invalid format. Please use sexigesimal or degrees';

const DEGREES_PER_HOUR = 15;
const SEXAGESIMAL =
  /^([+-]?)\s*(\d{1,3})(?:\s*[:hd°\s]\s*)(\d{1,2})(?:\s*[:m'′\s]\s*(\d{1,2}(?:\.\d*)?)\s*(?:s|"|″)?)?\s*[m'′]?$/i;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Right ascension in degrees, [0, 360), from decimal degrees or sexagesimal hours (`04:52:00`, `4h52m0s`).
 * @throws RangeError a sentence for the user.
 */
export function parseRightAscension(text: string): Degrees {
  const input = cleaned(text);
  const degrees = DECIMAL.test(input) ? Number(input) : parseSexagesimal(input) * DEGREES_PER_HOUR;
  if (degrees < 0 || degrees >= 360) {
    throw new RangeError('RA must be at least 0 and below 360 degrees (24 hours)');
  }
  return degrees as Degrees;
}

/**
 * Declination in degrees, [-90, 90], from decimal or sexagesimal degrees (`-69:18:00`, `-69d18m`).
 * @throws RangeError a sentence for the user.
 */
export function parseDeclination(text: string): Degrees {
  const input = cleaned(text);
  const degrees = DECIMAL.test(input) ? Number(input) : parseSexagesimal(input);
  if (degrees < -90 || degrees > 90) throw new RangeError('Dec must be from -90 to 90 degrees');
  return degrees as Degrees;
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
const cleaned = (text: string): string => text.replaceAll(/[−–]/g, '-').replaceAll(/\s+/g, ' ').trim();

function parseSexagesimal(input: string): number {
  const match = SEXAGESIMAL.exec(input);
  if (!match) throw new RangeError(COORDINATE_FORMAT_ERROR);
  const [, sign, whole, minutes, seconds = '0'] = match;
  if (Number(minutes) >= 60 || Number(seconds) >= 60) throw new RangeError(COORDINATE_FORMAT_ERROR);
  const value = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
  return sign === '-' ? -value : value;
}

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

import type { Degrees } from '../../domain/units/Brand';
import { parseDeclination } from '../../domain/sky/coordinates';
import { cardText } from '../../fits/file/cardText';
import type { Hdu } from '../../fits/file/Hdu';

/** Where a telescope stands: degrees, longitude east positive. */
export interface Site {
  readonly latitude: Degrees;
  readonly longitude: Degrees;
}

/** OBSGEO: FITS 4.0, section 9.2.4. The others are in common use, with longitude east positive. */
const KEYWORDS = [
  ['OBSGEO-B', 'OBSGEO-L'],
  ['SITELAT', 'SITELONG'],
  ['LAT-OBS', 'LONG-OBS'],
  ['LATITUDE', 'LONGITUD']
] as const;

/** The site from the first header that gives it, or null. */
export function observingSite(hdus: readonly Hdu[]): Site | null {
  for (const { header } of hdus)
    for (const [latitudeCard, longitudeCard] of KEYWORDS) {
      const latitude = angle(cardText(header, latitudeCard));
      const longitude = angle(cardText(header, longitudeCard));
      if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 360)
        return { latitude: latitude as Degrees, longitude: longitude as Degrees };
    }
  return null;
}

/** AIRMASS, as the camera's program wrote it. */
export function headerAirmass(hdus: readonly Hdu[]): number | null {
  for (const { header } of hdus) {
    const value = Number(cardText(header, 'AIRMASS') || NaN);
    if (value >= 1 && value < 40) return value;
  }
  return null;
}

function angle(text: string): number {
  if (text === '') return NaN;
  if (Number.isFinite(Number(text))) return Number(text);
  const [whole = '', ...rest] = text.split(/[:\s]+/);
  const sign = whole.startsWith('-') ? -1 : 1;
  try {
    return Number(whole) + sign * parseDeclination(['0', ...rest].join(':'));
  } catch {
    return NaN;
  }
}

import { cardText } from '../file/cardText';
import type { Hdu } from '../file/Hdu';

/** How a camera was set for a frame, as its headers have it; null where they do not. */
export interface CameraSettings {
  /** Position of the dial or, of other cameras, electrons per unit: alike frames have it alike. */
  readonly gain: number | null;
  /** Position of the dial of the bias level. */
  readonly offset: number | null;
  /** Columns and rows of the detector for each pixel: `2x2`. */
  readonly binning: string | null;
  readonly readoutMode: string | null;
  /** Of the detector, degrees Celsius. */
  readonly temperature: number | null;
  /** Whether the first row of the file is the highest or the lowest one of the picture. */
  readonly rowOrder: 'topDown' | 'bottomUp' | null;
}

const GAIN = ['GAIN', 'ISOSPEED', 'ISO', 'ISOSPD'];
const OFFSET = ['OFFSET', 'BLKLEVEL', 'BLACKLVL'];
const TEMPERATURE = ['CCD-TEMP', 'CCD_TEMP', 'CCDTEMP', 'DET-TEMP', 'DETTEMP', 'CCDATEMP', 'SET-TEMP'];
const READOUT_MODE = ['READOUTM', 'READMODE', 'CONFMODE', 'CAMMODE'];

/** @param hdus of a file, that of the image first */
export function cameraSettings(hdus: readonly Hdu[]): CameraSettings {
  return {
    gain: firstNumber(hdus, GAIN),
    offset: firstNumber(hdus, OFFSET),
    binning: binning(hdus),
    readoutMode: firstText(hdus, READOUT_MODE)?.toLowerCase() ?? null,
    temperature: firstNumber(hdus, TEMPERATURE, isTemperature),
    rowOrder: rowOrder(firstText(hdus, ['ROWORDER']))
  };
}

/** Values that stand for no temperature at all are far outside of these. */
const isTemperature = (degrees: number): boolean => degrees > -200 && degrees < 100;

function firstText(hdus: readonly Hdu[], keywords: readonly string[]): string | null {
  for (const keyword of keywords)
    for (const { header } of hdus) {
      const text = cardText(header, keyword).trim();
      if (text !== '') return text;
    }
  return null;
}

function firstNumber(
  hdus: readonly Hdu[],
  keywords: readonly string[],
  isPossible = Number.isFinite
): number | null {
  for (const keyword of keywords) {
    const value = Number(firstText(hdus, [keyword]) ?? NaN);
    if (isPossible(value)) return value;
  }
  return null;
}

/** XBINNING and YBINNING, BINNING = '2x2' or CCDSUM = '2 2'. */
function binning(hdus: readonly Hdu[]): string | null {
  const across = firstText(hdus, ['XBINNING', 'BINNING', 'CCDSUM', 'CCDXBIN']);
  if (across === null) return null;
  const [x, y = firstText(hdus, ['YBINNING', 'CCDYBIN']) ?? across] = across.split(/\s*[x ,*]\s*/i);
  const [columns, rows] = [Number(x), Number(y)];
  return columns > 0 && rows > 0 ? `${columns}x${rows}` : null;
}

/** What ROWORDER says; null for other texts. */
export function rowOrder(text: string | null): CameraSettings['rowOrder'] {
  if (/^\s*top/i.test(text ?? '')) return 'topDown';
  return /^\s*bottom/i.test(text ?? '') ? 'bottomUp' : null;
}

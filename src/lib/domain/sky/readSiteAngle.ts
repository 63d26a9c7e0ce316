import type { Degrees } from '../units/Brand';
import { siteAngle } from './siteAngle';

const ANGLES = {
  latitude: {
    sides: 'NS',
    other: 'EW',
    range: 'between -90 and 90 degrees',
    example: '34.5, 34:30:00 or 34 30 S'
  },
  longitude: {
    sides: 'EW',
    other: 'NS',
    range: 'between -180 and 360 degrees, positive to the east',
    example: '110.88, 110:52:48 or 110 52 W'
  }
} as const;

/**
 * A latitude that somebody typed, or a longitude, degrees to the north or east up to 180, with a decimal point or comma.
 * @throws RangeError a sentence for the user, also if a minus sign and a side may mean the same or the opposite: `-34 S`
 */
export function readSiteAngle(text: string, what: keyof typeof ANGLES): Degrees {
  const { sides, other, range, example } = ANGLES[what];
  const typed = text.trim();
  const value = siteAngle(typed);
  if (Number.isNaN(value) || new RegExp(`[${other}]$`, 'i').test(typed))
    throw new RangeError(`'${typed}' is not a ${what}: write it like ${example}`);
  if (/^[-−–]/.test(typed) && new RegExp(`[${sides}]$`, 'i').test(typed))
    throw new RangeError(`'${typed}' has both a minus sign and a letter: leave one of them out`);
  if (!(what === 'latitude' ? Math.abs(value) <= 90 : value >= -180 && value <= 360))
    throw new RangeError(`The ${what} must lie ${range}`);
  return (value > 180 ? value - 360 : value) as Degrees;
}

import type { Degrees } from '../units/Brand';
import { beyondSky, cleaned, degreesOf } from './coordinates';
import type { Position } from './Position';

/** Right ascension and declination are apart by any of these; the last is the sign of the declination alone. */
const SEPARATORS = / ?[,;] ?| |(?<=[\dhmsd°'"′″.])(?=[+-])/gi;
/** Longer texts are no position. */
const LONGEST = 200;

export interface PositionReadings {
  /** Different from each other. */
  readonly positions: readonly Position[];
  /** Whether the text is a right ascension as well: `73,5`. */
  readonly isRightAscension: boolean;
  /** Why one of the ways leads beyond the sky. */
  readonly complaint: string | null;
}

/** Every way in which a text can be read as right ascension and declination. */
export function positionReadings(text: string): PositionReadings {
  const positions: Position[] = [];
  let complaint: string | null = null;
  if (text.length > LONGEST) return { positions, isRightAscension: false, complaint };
  const input = cleaned(text);
  for (const { index, 0: separator } of input.matchAll(SEPARATORS)) {
    const ra = degreesOf(input.slice(0, index), 'ra');
    const dec = degreesOf(input.slice(index + separator.length), 'dec');
    if (ra === null || dec === null) continue;
    const wrong = beyondSky(ra, 'ra') ?? beyondSky(dec, 'dec');
    complaint ??= wrong;
    if (wrong === null && !positions.some((known) => known.ra === ra && known.dec === dec))
      positions.push({ ra: ra as Degrees, dec: dec as Degrees });
  }
  const alone = degreesOf(input, 'ra');
  return { positions, isRightAscension: alone !== null && beyondSky(alone, 'ra') === null, complaint };
}

import type { Position } from './Position';
import { positionReadings } from './positionReadings';
import { positionText } from './positionText';

/**
 * Right ascension and declination that somebody typed, with decimal points or commas: `04:52:00 -69:18:00`,
 * `73,5 -69,3`.
 * @throws RangeError a sentence for the user, also if there is more than one way to read it: `73,5`, `10 20 30 40`
 */
export function readPosition(text: string): Position {
  const { positions, isRightAscension, complaint } = positionReadings(text);
  const [first, second] = positions;
  if (!first) throw new RangeError(complaint ?? 'Give RA and Dec, for example 04:52:00 -69:18:00');
  if (!second && !isRightAscension) return first;
  throw new RangeError(
    `'${text.trim()}' can be ${positionText(first)} or ` +
      `${second ? positionText(second) : 'a right ascension alone'}: ` +
      'put a semicolon between RA and Dec, and write decimals with a point'
  );
}

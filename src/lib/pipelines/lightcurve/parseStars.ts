import type { Point } from '../../domain/image/Affine';
import { parseDeclination, parseRightAscension } from '../../domain/sky/coordinates';
import type { Position } from '../../domain/sky/Position';
import { AsyncError, parsePixel } from '../api';

/** A comparison star that the user gives: where it is, on the sky or on the reference frame, and how bright. */
export interface AskedStar {
  readonly place: Point | Position;
  readonly name: string;
  /** NaN if it is not given. */
  readonly magnitude: number;
}

/**
 * Stars separated by semicolons or line breaks: RA and Dec (or x, y and `px`), then a magnitude and a name, if any:
 * `21:53:58.0 +12:27:05 10.43 C2; 812.5 1033 px`.
 * @throws AsyncError naming what cannot be read
 */
export function parseStars(text: string): AskedStar[] {
  return text
    .split(/[;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry, index) => parseStar(entry, `C${index + 1}`));
}

function parseStar(entry: string, defaultName: string): AskedStar {
  const words = entry.split(/[\s,]+/);
  const [first = '', second = ''] = words;
  const isPixel = words[2]?.toLowerCase() === 'px';
  const rest = words.slice(isPixel ? 3 : 2);
  const hasMagnitude = /^[-+]?\d+\.\d*$/.test(rest[0] ?? '');
  try {
    return {
      place: isPixel
        ? parsePixel(`${first} ${second}`)!
        : { ra: parseRightAscension(first), dec: parseDeclination(second) },
      magnitude: hasMagnitude ? Number(rest[0]) : NaN,
      name: rest.slice(hasMagnitude ? 1 : 0).join(' ') || defaultName
    };
  } catch (error) {
    throw new AsyncError(
      `The comparison star '${entry}' cannot be read: ${(error as Error).message}. ` +
        'Give RA and Dec, or x, y and px, then a magnitude and a name if you like.'
    );
  }
}

import type { Point } from '../image/Affine';
import { readPixel } from '../image/readPixel';
import type { Position } from '../sky/Position';
import { positionReadings } from '../sky/positionReadings';
import { parseDecimal } from '../units/parseDecimal';

/** A comparison star that the user gives: where it is, on the sky or on the reference frame, and how bright. */
export interface AskedStar {
  readonly place: Point | Position;
  readonly name: string;
  /** NaN if it is not given. */
  readonly magnitude: number;
}

/** Longer texts are no star. */
const LONGEST = 200;
const SEPARATORS = /\s*,\s*|\s+/g;
const PIXEL = /^(.+?)\s*px(?:[\s,]+|$)(.*)$/is;
const MAGNITUDE = /^([-+−–]?\d+[.,]\d*)(?:[\s,]+(.*))?$/s;
/** A name that begins so is rather a part of a place or a magnitude that was misread. */
const NUMBER_LIKE = /^([-+−–]|\d*[.,:]\d|\d+\s+[-+−–]?\d)/;

/**
 * Stars that somebody typed, separated by semicolons or line breaks: RA and Dec (or x, y and `px`), then a magnitude with
 * decimals and a name, if any: `21:53:58.0 +12:27:05 10.43 C2; 812.5 1033 px`. Decimals are after points or commas.
 * @throws RangeError a sentence that names what cannot be read, also if there is more than one way to read it
 */
export function readStars(text: string): readonly AskedStar[] {
  return text
    .split(/[;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry, index) => readStar(entry, `C${index + 1}`));
}

function readStar(entry: string, defaultName: string): AskedStar {
  const [star, another] = entry.length > LONGEST ? [] : starReadings(entry, defaultName);
  if (star && !another) return star;
  const shown = entry.length > LONGEST ? `${entry.slice(0, LONGEST)}…` : entry;
  throw new RangeError(
    `The comparison star '${shown}' cannot be read${another ? ' in one way only' : ''}. ` +
      'Give RA and Dec, or x, y and px, then a magnitude and a name if you like'
  );
}

/** Every way to read an entry. */
function starReadings(entry: string, defaultName: string): AskedStar[] {
  const [, pixel, afterPixel = ''] = PIXEL.exec(entry) ?? [];
  const ways = pixel === undefined ? splits(entry) : [{ place: pixel, rest: afterPixel }];
  return ways.flatMap(({ place, rest }) => {
    const described = readRest(entry, rest);
    if (!described) return [];
    const places = pixel === undefined ? placesIn(place) : pixelIn(place);
    return places.map((place) => ({ place, ...described, name: described.name || defaultName }));
  });
}

/** Every way to split an entry into a place and what follows it. */
function splits(entry: string): { readonly place: string; readonly rest: string }[] {
  const between = [...entry.matchAll(SEPARATORS)].map(({ index, 0: { length } }) => ({
    place: entry.slice(0, index),
    rest: entry.slice(index + length)
  }));
  return [...between, { place: entry, rest: '' }];
}

/** One more if it can be half a place as well: `73,5`. */
function placesIn(text: string): readonly Position[] {
  const { positions, isRightAscension } = positionReadings(text);
  return isRightAscension ? [...positions, ...positions] : positions;
}

function pixelIn(text: string): readonly Point[] {
  try {
    return [readPixel(text)!];
  } catch {
    return [];
  }
}

/** Magnitude and name; null if that is not what follows a place. */
function readRest(entry: string, rest: string): Pick<AskedStar, 'magnitude' | 'name'> | null {
  const [, digits, after = ''] = MAGNITUDE.exec(rest) ?? [];
  // Where points are decimal, a comma is between two things.
  if (digits?.includes(',') && /\d\.\d/.test(entry)) return null;
  const name = digits === undefined ? rest : after;
  if (NUMBER_LIKE.test(name)) return null;
  return {
    magnitude: digits === undefined ? NaN : parseDecimal(digits),
    name: name.split(/[\s,]+/).join(' ')
  };
}

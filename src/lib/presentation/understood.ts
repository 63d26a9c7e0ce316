import { readPixel } from '../domain/image/readPixel';
import { readStars } from '../domain/measurement/readStars';
import type { Parameter } from '../domain/rows/PipelineOptions';
import {
  formatDeclination,
  formatRightAscension,
  parseDeclination,
  parseRightAscension
} from '../domain/sky/coordinates';
import { positionText } from '../domain/sky/positionText';
import { readPosition } from '../domain/sky/readPosition';
import { readSiteAngle } from '../domain/sky/readSiteAngle';
import { readNumber } from '../domain/units/readNumber';
import { readNumbers } from '../domain/units/readNumbers';
import { parseClockOffset } from './parseClockOffset';

/** What a field can hold that may be typed in more ways than one. */
export type Typed =
  'number' | 'ra' | 'dec' | 'position' | 'latitude' | 'longitude' | 'clockOffset' | NonNullable<Holds>;
type Holds = Extract<Parameter, { kind: 'text' }>['holds'];

const TEXTS: Readonly<Record<Typed, (text: string) => string>> = {
  number: (text) => (Number(text) === readNumber(text) ? '' : String(readNumber(text))),
  ra: (text) =>
    `${formatRightAscension(parseRightAscension(text))} (${figures(parseRightAscension(text)).replace(/^360$/, '0')}°)`,
  dec: (text) => `${formatDeclination(parseDeclination(text))} (${figures(parseDeclination(text))}°)`,
  position: (text) => positionText(readPosition(text)),
  latitude: (text) => sided(readSiteAngle(text, 'latitude'), 'N', 'S'),
  longitude: (text) => sided(readSiteAngle(text, 'longitude'), 'E', 'W'),
  clockOffset(text) {
    const seconds = parseClockOffset(text.trim());
    return seconds === 0 ? '' : `${figures(Math.abs(seconds))} s ${seconds < 0 ? 'behind' : 'ahead'}`;
  },
  numbers: (text) => readNumbers(text).join('; '),
  pixel(text) {
    const pixel = readPixel(text);
    return pixel ? `x ${figures(pixel.x + 1)}, y ${figures(pixel.y + 1)}` : '';
  },
  stars: (text) =>
    readStars(text)
      .map(({ name, place, magnitude }) =>
        [
          `${name}:`,
          'ra' in place ? positionText(place) : `x ${figures(place.x + 1)}, y ${figures(place.y + 1)}`,
          Number.isNaN(magnitude) ? 'without magnitude' : `${magnitude} mag`
        ].join(' ')
      )
      .join('; ')
};

/** What was understood of a text in a field; empty while there is nothing to say, or nothing can be understood. */
export function understood(typed: Typed, text: string): string {
  if (text.trim() === '') return '';
  try {
    return TEXTS[typed](text);
  } catch {
    return '';
  }
}

const figures = (value: number): string => String(Number(value.toFixed(6)));

const sided = (degrees: number, positive: string, negative: string): string =>
  `${figures(Math.abs(degrees))}° ${degrees < 0 ? negative : positive}`;

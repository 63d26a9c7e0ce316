import type { Colour } from '../../kernels/picture/mixColours';

const NAMED: Readonly<Record<string, Colour>> = {
  red: [1, 0, 0],
  orange: [1, 0.5, 0],
  yellow: [1, 1, 0],
  green: [0, 1, 0],
  cyan: [0, 1, 1],
  blue: [0, 0, 1],
  violet: [0.5, 0, 1],
  magenta: [1, 0, 1],
  white: [1, 1, 1]
};

export const COLOUR_NAMES: readonly string[] = Object.keys(NAMED);

/** Of a name, or of `#ff8000`; null where it is neither, or black. */
export function namedColour(text: string): Colour | null {
  const name = text.toLowerCase();
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(name);
  if (!digits || name === '#000000') return null;
  const [red, green, blue] = digits.slice(1).map((pair) => Number.parseInt(pair, 16) / 255);
  return [red, green, blue];
}

/** The name of a colour, else its digits. */
export function colourName(colour: Colour): string {
  const name = COLOUR_NAMES.find((known) => NAMED[known].every((value, k) => value === colour[k]));
  const pair = (value: number): string =>
    Math.round(255 * value)
      .toString(16)
      .padStart(2, '0');
  return name ?? `#${colour.map(pair).join('')}`;
}

/** Colours for so many channels, that of the longest wavelength first: evenly from red to blue, together white. */
export function rainbow(count: number): Colour[] {
  if (count === 1) return [NAMED.white];
  // Of red and blue alone, nothing would be white.
  if (count === 2) return [NAMED.orange, [0, 0.5, 1]];
  return Array.from({ length: count }, (_, i) => hue((240 * i) / (count - 1)));
}

/** @param degrees 0 red, 120 green, 240 blue */
function hue(degrees: number): Colour {
  const channel = (from: number): number => Math.min(1, Math.max(0, 2 - Math.abs(degrees - from) / 60));
  return [channel(0), channel(120), channel(240)];
}

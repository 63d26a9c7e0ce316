import type { Colour } from '../../kernels/picture/mixColours';

const NAMED = {
  red: [1, 0, 0],
  orange: [1, 0.5, 0],
  yellow: [1, 1, 0],
  green: [0, 1, 0],
  cyan: [0, 1, 1],
  blue: [0, 0, 1],
  violet: [0.5, 0, 1],
  magenta: [1, 0, 1],
  white: [1, 1, 1]
} as const satisfies Readonly<Record<string, Colour>>;

const BY_NAME: ReadonlyMap<string, Colour> = new Map(Object.entries(NAMED));

export const COLOUR_NAMES: readonly string[] = Object.keys(NAMED);

/** Parses a colour name or `#ff8000`; null if it is neither, or black. */
export function namedColour(text: string): Colour | null {
  const name = text.toLowerCase();
  const named = BY_NAME.get(name);
  if (named) return named;
  if (!/^#[0-9a-f]{6}$/.test(name) || name === '#000000') return null;
  const part = (from: number): number => Number.parseInt(name.slice(from, from + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

/** The name of a colour, or else its hexadecimal digits. */
export function colourName(colour: Colour): string {
  const [name] = [...BY_NAME].find(([, known]) => known.every((value, k) => value === colour[k])) ?? [];
  const pair = (value: number): string =>
    Math.round(255 * value)
      .toString(16)
      .padStart(2, '0');
  return name ?? `#${colour.map(pair).join('')}`;
}

/** Colours for so many channels, longest wavelength first: evenly spaced from red to blue, adding up to white. */
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

import { itemAt } from '../../domain/units/itemAt';
import { readNumber } from '../../domain/units/readNumber';
import type { Colour } from '../../kernels/picture/mixColours';
import { AsyncError, type InputFile, orRefused } from '../api';
import { COLOUR_NAMES, namedColour, rainbow } from './channelColours';
import { filterWavelength, type FilterWavelength } from './filterWavelength';
import { mosaicOf, type Mosaic, type MosaicChoice } from './mosaicOf';

/** A picture in one colour, from a file or a part of it. */
export interface ChannelSource {
  readonly input: InputFile;
  /** Its filter, from the file or its name, or else the name of the file. */
  readonly label: string;
  readonly wavelength: FilterWavelength | null;
  /** For a raw frame or a finished picture of a colour camera: its mosaic, and which of its colours. */
  readonly mosaic: (Mosaic & { readonly colour: 0 | 1 | 2 }) | null;
}

export interface ChannelPlan extends ChannelSource {
  readonly colour: Colour;
  /** Values that become black and white, if the user gives them. */
  readonly limits: readonly [black: number, white: number] | null;
}

const MAX_CHANNELS = 6;

/**
 * Which files, or which colours of a raw frame, become channels of what colour: as `text` says (`K = red, H = green,
 * J = blue 0..900`), or by their filters.
 * @throws AsyncError if they do not decide it
 */
export async function planChannels(
  files: readonly InputFile[],
  text: string,
  mosaic: MosaicChoice
): Promise<ChannelPlan[]> {
  const sources = await channelSources(files, mosaic);
  const plans = text.trim() === '' ? planByWavelength(sources) : planByText(sources, text);
  if (plans.length <= MAX_CHANNELS) return plans;
  throw new AsyncError(
    `A colour picture has at most ${MAX_CHANNELS} channels, not ${plans.length}. Choose one file for each filter; ` +
      'stack the frames of one filter first.'
  );
}

async function channelSources(files: readonly InputFile[], choice: MosaicChoice): Promise<ChannelSource[]> {
  const sources: ChannelSource[] = [];
  for (const input of files) {
    const mosaic = await mosaicOf(input, choice);
    if (!mosaic) {
      const label = input.facts?.filter ?? filterInName(input.name) ?? input.name;
      sources.push({ input, label, wavelength: filterWavelength(label), mosaic: null });
      continue;
    }
    if (files.length > 1)
      throw new AsyncError(
        mosaic.pattern
          ? `'${input.name}' is a raw frame of a colour camera (${mosaic.pattern}), which has all colours in one file: choose it ` +
              'alone. If it is not, set the mosaic to none.'
          : `'${input.name}' is a colour picture already, with a plane for each colour: choose it alone.`
      );
    return (['red', 'green', 'blue'] as const).map((label, k) => ({
      input,
      label,
      wavelength: filterWavelength(label),
      mosaic: { ...mosaic, colour: k as 0 | 1 | 2 }
    }));
  }
  return sources;
}

/** The last part of a name that is a filter: `h` of `gc_2mass_h.fits`. */
const filterInName = (name: string): string | undefined =>
  name
    .split(/[^A-Za-z0-9]+/)
    .reverse()
    .find((part) => filterWavelength(part) !== null);

/** The longest wavelength becomes red; without wavelengths for all, the first name does. */
function planByWavelength(sources: readonly ChannelSource[]): ChannelPlan[] {
  for (const [i, { label, wavelength, input }] of sources.entries()) {
    const twin = sources.slice(0, i).find((other) => wavelength !== null && other.wavelength === wavelength);
    if (twin)
      throw new AsyncError(
        `Two files have the same filter (${label}): '${twin.input.name}' and '${input.name}'. Choose one file for each ` +
          'filter, stack the frames of one filter first, or give the colour of each file under Channels.'
      );
  }
  const white = sources.filter(({ wavelength }) => wavelength === 'white');
  const coloured = sources.filter(({ wavelength }) => wavelength !== 'white');
  const areKnown = coloured.every(({ wavelength }) => wavelength !== null);
  coloured.sort((a, b) =>
    areKnown ? Number(b.wavelength) - Number(a.wavelength) : a.input.name.localeCompare(b.input.name)
  );
  const colours = rainbow(coloured.length);
  return [
    ...coloured.map((source, i) => ({ ...source, colour: itemAt(colours, i), limits: null })),
    ...white.map((source) => ({ ...source, colour: namedColour('white')!, limits: null }))
  ];
}

function planByText(sources: readonly ChannelSource[], text: string): ChannelPlan[] {
  // A comma between digits is decimal.
  const entries = text.split(/[;\n]|,(?!\d)|(?<!\d),/).filter((entry) => entry.trim() !== '');
  const plans = entries.map((entry) => planOfEntry(sources, entry.trim()));
  const twice = plans.find(({ input, label }, i) =>
    plans.slice(0, i).some((other) => other.input === input && other.label === label)
  );
  if (twice) throw new AsyncError(`Channels names '${twice.label}' twice.`);
  return plans;
}

function planOfEntry(sources: readonly ChannelSource[], entry: string): ChannelPlan {
  const number = String.raw`[+−–-]?(?:\d+(?:[.,]\d+|\.(?!\.))?|[.,]\d+)(?:e[+-]?\d+)?`;
  const form = new RegExp(`^(.*\\S)\\s*=\\s*(#?\\w+)(?:\\s+(${number})\\s*\\.\\.\\s*(${number}))?$`, 'i');
  const [, name, colourText, low, high] = form.exec(entry) ?? [];
  if (name === undefined || colourText === undefined)
    throw new AsyncError(
      `Channels: '${entry}' is not of the form 'name = colour' or 'name = colour black..white', such as 'K = red' or ` +
        "'K = red 150..900'."
    );
  const colour = namedColour(colourText);
  if (!colour)
    throw new AsyncError(
      `Channels: '${colourText}' is not a colour. Choose one of ${COLOUR_NAMES.join(', ')}, or #rrggbb.`
    );
  const limits = low === undefined ? null : orRefused(() => [readNumber(low), readNumber(high!)] as const);
  if (limits && !(limits[0] < limits[1]))
    throw new AsyncError(`Channels: in '${entry}' white must be above black.`);
  return {
    ...sourceNamed(sources, name),
    colour,
    limits
  };
}

/** Finds a source by its filter, by the name of its file, or by a part of that, in this order. */
function sourceNamed(sources: readonly ChannelSource[], name: string): ChannelSource {
  const small = name.toLowerCase();
  const ways: ((source: ChannelSource) => boolean)[] = [
    ({ label }) => label === name,
    ({ input }) => input.name === name,
    ({ label }) => label.toLowerCase() === small,
    ({ input, mosaic }) =>
      !mosaic &&
      input.name
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .includes(small),
    ({ input, mosaic }) => !mosaic && input.name.toLowerCase().includes(small)
  ];
  for (const way of ways) {
    const found = sources.filter(way);
    const [first, second] = found;
    if (first && !second) return first;
    if (second)
      throw new AsyncError(
        `Channels: '${name}' matches ${found.length} of the chosen files: ` +
          `${found.map(({ input }) => input.name).join(', ')}. Give more of the name.`
      );
  }
  throw new AsyncError(
    `Channels: no chosen file has the filter or the name '${name}'. There are ` +
      `${sources.map(({ label }) => label).join(', ')}.`
  );
}

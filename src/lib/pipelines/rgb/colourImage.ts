import { itemAt } from '../../domain/units/itemAt';
import { colourLevels, type ColourLevels } from '../../kernels/picture/colourLevels';
import { outputField, type Field } from '../../kernels/resampling/outputField';
import { storedRows } from '../../kernels/array/storedRows';
import { storePixels } from '../../kernels/array/storePixels';
import { AsyncError } from '../api';
import type { AlignedChannel } from './alignChannels';
import { resampleChannel } from './resampleChannel';

/** Channels on the pixels of one field, and how they become a picture. */
export interface ColourImage extends Field {
  readonly channels: readonly {
    /** Reads the rows `first <= y < end` of the field. */
    readonly rows: (first: number, end: number) => Promise<Float32Array>;
  }[];
  readonly levels: ColourLevels;
  /** Share of the pixels for which some channel has no value. */
  readonly blank: number;
}

export interface LevelOptions {
  readonly balanceStars: boolean;
  /** Brightness of the sky in the picture, 0 black and 1 white. */
  readonly skyBrightness: number;
}

/** Number of pixels from which the levels are computed. */
const SAMPLES = 200_000;

/**
 * Resamples all channels to the field that they have in common. Only one is in memory at a time.
 * @throws AsyncError if they have nothing in common
 */
export async function colourImage(
  channels: readonly AlignedChannel[],
  { balanceStars, skyBrightness }: LevelOptions,
  progress: (fraction: number) => void
): Promise<ColourImage> {
  const field = outputField(
    channels.map(({ frame: { width, height }, transform }) => ({ width, height, transform })),
    'intersection'
  );
  if (!field)
    throw new AsyncError('There is no part of the sky that all files show. Choose files of the same field.');
  const { width, height } = field;
  const step = Math.max(1, Math.ceil((width * height) / SAMPLES));
  const samples: Float32Array[] = [];
  const aligned: ColourImage['channels'][number][] = [];
  for (const [index, channel] of channels.entries()) {
    const image = await resampleChannel(channel, field);
    samples.push(
      Float32Array.from({ length: Math.ceil(image.data.length / step) }, (_, i) =>
        itemAt(image.data, i * step)
      )
    );
    aligned.push({ rows: storedRows(storePixels(image), image.width) });
    progress((index + 1) / channels.length);
  }
  const levels = colourLevels(
    channels.map((channel, c) => ({
      ...channel,
      samples: itemAt(samples, c),
      balance: balanceStars ? channel.balance : 1
    })),
    skyBrightness
  );
  const first = itemAt(samples, 0);
  const blank = first.filter((_, i) => samples.some((values) => !Number.isFinite(values[i]))).length;
  return { ...field, channels: aligned, levels, blank: blank / first.length };
}

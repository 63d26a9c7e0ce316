import { itemAt } from '../../domain/units/itemAt';
import { affineScale, composeAffine, IDENTITY, invertAffine } from '../../domain/image/Affine';
import { figureText } from '../../domain/units/figureText';
import type { Image } from '../../domain/image/Image';
import { downsample } from '../../kernels/picture/downsample';
import { starColourBalance, type ChannelStars } from '../../kernels/alignment/starColourBalance';
import { skyText } from '../../domain/measurement/sentences';
import { starsAndSky } from '../../kernels/alignment/starsAndSky';
import { storedRows } from '../../kernels/array/storedRows';
import { storePixels } from '../../kernels/array/storePixels';
import { AsyncError, type InputFile } from '../api';
import { alignChannel, type ChannelAlignment, type MeasuredChannel } from './alignChannel';
import { colourName } from './channelColours';
import type { ChannelPlan } from './planChannels';
import { enlargement, readChannel, type ChannelFrame } from './readChannel';
import { alignmentText, refusalText } from './sentences';

/** A channel, and how its pixels become those of the reference. */
export interface AlignedChannel extends ChannelPlan, ChannelAlignment {
  readonly frame: ChannelFrame;
  /** Of the sky, in units of the channel. */
  readonly sky: number;
  readonly noise: number;
  /** Infinite where not known. */
  readonly saturation: number;
  /** Factor that makes the average star equally bright in all channels; null with too few stars. */
  readonly balance: number | null;
}

export interface AlignOptions {
  /** Pixels, for a preview: larger frames are shrunk, and those that cannot be aligned then are used unaligned. */
  readonly previewSide: number | null;
  readonly log: (line: string) => void;
  readonly progress: (fraction: number) => void;
}

/** So many pixels with the highest value are not stars that happen to be equally bright: the detector was full. */
const PLATEAU = 5;
/** Pixels of a channel per pixel of the reference, along a side, from which it is shrunk before resampling. */
const FINE = 1.5;

/**
 * Aligns channels with that of the reference. One frame is in memory at a time.
 * @throws AsyncError naming the file that cannot be read, or aligned: a picture without it would have false colours
 */
export async function alignChannels(
  plans: readonly ChannelPlan[],
  reference: InputFile,
  { previewSide, log, progress }: AlignOptions
): Promise<{ channels: AlignedChannel[]; reference: AlignedChannel }> {
  const first = plans.find(({ input }) => input === reference) ?? itemAt(plans, 0);
  const found: FoundChannel[] = [];
  for (const plan of [first, ...plans.filter((other) => other !== first)]) {
    const one = await findChannel(plan, found[0] ?? null, previewSide);
    found.push(one);
    const { label, input, colour, source, sky, noise } = one.channel;
    log(
      `${label} (${input.name}): ${colourName(colour)}, ${alignmentText(source)}; sky ${figureText(sky)}, noise ${figureText(noise)}, ` +
        `${one.stars.count} stars`
    );
    progress(found.length / plans.length);
  }
  const balances = starColourBalance(found);
  const byPlan = new Map(
    found.map(({ plan, channel, transform }, c) => {
      // Where the scale differs, the light of a star falls on more pixels of one than of the other.
      const balance = balances && itemAt(balances, c) * affineScale(transform) ** 2;
      return [plan, { ...channel, balance }];
    })
  );
  return { channels: plans.map((plan) => byPlan.get(plan)!), reference: byPlan.get(first)! };
}

interface FoundChannel extends ChannelStars {
  readonly plan: ChannelPlan;
  readonly channel: Omit<AlignedChannel, 'balance'>;
  readonly measured: MeasuredChannel;
}

/** @param first the channel of the reference; null if this is it */
async function findChannel(
  plan: ChannelPlan,
  first: FoundChannel | null,
  previewSide: number | null
): Promise<FoundChannel> {
  const { frame, image } = await readChannel(plan, previewSide ?? Infinity);
  const found = starsAndSky(image, frame.seenSaturation);
  if ('refusal' in found)
    throw new AsyncError(`'${plan.input.name}' cannot be used: ${skyText(found.refusal)}`);
  const measured = { frame, found };
  const place = placeOf(plan, measured, first, previewSide !== null);
  const { stars, level, noise, highest, atHighest } = found;
  const scale = affineScale(place.transform);
  const channel = {
    ...plan,
    ...(scale > FINE ? coarser(frame, image, place, scale) : { frame, ...place }),
    sky: level,
    noise,
    saturation: Math.min(frame.saturation, atHighest >= PLATEAU ? highest : Infinity)
  };
  return { plan, channel, measured, stars, transform: place.transform };
}

function placeOf(
  plan: ChannelPlan,
  measured: MeasuredChannel,
  first: FoundChannel | null,
  isPreview: boolean
): ChannelAlignment {
  if (!first) return unaligned('reference');
  if (plan.input === first.plan.input) return unaligned('sameFrame');
  const place = alignChannel(first.measured, measured);
  if (!('refusal' in place)) return place;
  const [{ width, height }, reference] = [measured.frame, first.measured.frame];
  if (isPreview && width === reference.width && height === reference.height) return unaligned('notAligned');
  throw new AsyncError(
    `'${plan.input.name}' cannot be aligned with the reference '${first.plan.input.name}': ${refusalText(place.refusal)} ` +
      'A picture without it would have false colours: leave it out, or choose another file.'
  );
}

const unaligned = (code: 'reference' | 'sameFrame' | 'notAligned'): ChannelAlignment => ({
  transform: IDENTITY,
  transformOf: null,
  source: { code, parameters: {} }
});

/** A channel with much smaller pixels than the reference: resampling would pass over some of them. */
function coarser(
  frame: ChannelFrame,
  image: Image,
  { transform, transformOf, source }: ChannelAlignment,
  scale: number
) {
  const small = downsample(image, Math.max(image.width, image.height) / scale);
  const toSmall = invertAffine(enlargement(image.width / small.width, image.height / small.height));
  return {
    frame: {
      ...frame,
      width: small.width,
      height: small.height,
      read: storedRows(storePixels(small), small.width)
    },
    transform: composeAffine(toSmall, transform),
    transformOf:
      transformOf &&
      ((section: Parameters<typeof transformOf>[0]) => composeAffine(toSmall, transformOf(section))),
    source
  };
}

import { affineScale, composeAffine, invertAffine, type Affine } from '../../domain/Affine';
import type { Image } from '../../domain/Image';
import { downsample } from '../../kernels/downsample';
import { starFluxRatio } from '../../kernels/starFluxRatio';
import { starsAndSky } from '../../kernels/starsAndSky';
import { storedRows } from '../../kernels/storedRows';
import { storePixels } from '../../kernels/storePixels';
import { AsyncError, type InputFile } from '../api';
import { alignment, type Alignment, type MeasuredChannel } from './alignment';
import { colourName } from './channelColours';
import { enlargement, openChannel, type ChannelFrame } from './openChannel';
import type { ChannelPlan } from './planChannels';

/** A channel, and how its pixels become those of the reference. */
export interface AlignedChannel extends ChannelPlan, Omit<Alignment, 'text'> {
  readonly frame: ChannelFrame;
  /** Of a preview that is too small for its stars to be matched: not aligned. */
  readonly isLoose: boolean;
  /** Of the sky, in units of the channel. */
  readonly sky: number;
  readonly noise: number;
  /** Infinite where nothing says. */
  readonly saturation: number;
  /** Times this, the average star is as bright as in the reference; null where too few stars tell. */
  readonly balance: number | null;
  /** How it was aligned, for people. */
  readonly text: string;
}

export interface AlignOptions {
  /** Pixels, for a preview: larger frames are made smaller, and one that cannot be aligned then is taken as it lies. */
  readonly previewSide: number | null;
  readonly log: (line: string) => void;
  readonly progress: (fraction: number) => void;
}

const STANDSTILL: Affine = [1, 0, 0, 1, 0, 0];
/** So many pixels with the highest value are no stars that happen to be as bright: the detector is full. */
const PLATEAU = 5;
/** The brightest stars, which tell the average one: fewer may be all of one kind. */
const BALANCING = 300;
/** Pixels of a channel in one of the reference, along a side, from which it is made smaller before it is resampled. */
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
  const first = plans.find(({ input }) => input === reference) ?? plans[0];
  const maxSide = previewSide ?? Infinity;
  const measured = await measuredChannel(first, maxSide);
  const aligned = new Map<ChannelPlan, AlignedChannel>();
  for (const [index, plan] of [first, ...plans.filter((plan) => plan !== first)].entries()) {
    const channel = plan === first ? measured : await measuredChannel(plan, maxSide);
    let found =
      plan.input === first.input
        ? asItLies(plan === first ? 'the reference' : 'of the same frame')
        : alignment(measured, channel);
    const isLoose = typeof found === 'string' && previewSide !== null && isSameSize(channel, measured);
    if (isLoose) found = asItLies('not aligned');
    if (typeof found === 'string')
      throw new AsyncError(
        `'${plan.input.name}' cannot be aligned with the reference '${first.input.name}': ${found} ` +
          'A picture without it would have false colours: leave it out, or choose another file.'
      );
    const { highest, atHighest, stars, level, noise } = channel.found;
    const scale = affineScale(found.transform);
    const ratio = starFluxRatio(measured.found.stars, stars, found.transform, BALANCING);
    aligned.set(plan, {
      ...plan,
      ...(scale > FINE ? coarser(channel, found, scale) : { frame: channel.frame, ...found }),
      isLoose,
      sky: level,
      noise,
      saturation: Math.min(channel.frame.saturation, atHighest >= PLATEAU ? highest : Infinity),
      balance: ratio && ratio.value * scale ** 2
    });
    log(
      `${plan.label} (${plan.input.name}): ${colourName(plan.colour)}, ${found.text}; sky ${figure(level)}, ` +
        `noise ${figure(noise)}, ${stars.count} stars`
    );
    progress((index + 1) / plans.length);
  }
  const channels = plans.map((plan) => aligned.get(plan)!);
  return { channels, reference: aligned.get(first)! };
}

const asItLies = (text: string): Alignment => ({ transform: STANDSTILL, transformOf: null, text });

const isSameSize = (one: MeasuredChannel, other: MeasuredChannel): boolean =>
  one.frame.width === other.frame.width && one.frame.height === other.frame.height;

interface OpenChannel extends MeasuredChannel {
  readonly image: Image;
}

async function measuredChannel(plan: ChannelPlan, maxSide: number): Promise<OpenChannel> {
  const { frame, image } = await openChannel(plan, maxSide);
  const found = starsAndSky(image, frame.header.number('SATURATE'));
  if (typeof found === 'string') throw new AsyncError(`'${plan.input.name}' cannot be used: ${found}`);
  return { frame, image, found };
}

/** A channel with much smaller pixels than the reference: resampling would pass over some of them. */
function coarser({ frame, image }: OpenChannel, found: Alignment, scale: number) {
  const small = downsample(image, Math.max(image.width, image.height) / scale);
  const enlarge = enlargement(image.width / small.width, image.height / small.height);
  const { transform, transformOf, text } = found;
  const toSmall = (map: Affine): Affine => composeAffine(invertAffine(enlarge), map);
  return {
    frame: {
      ...frame,
      width: small.width,
      height: small.height,
      toFile: composeAffine(frame.toFile, enlarge),
      read: storedRows(storePixels(small), small.width)
    },
    transform: toSmall(transform),
    transformOf:
      transformOf && ((section: Parameters<typeof transformOf>[0]) => toSmall(transformOf(section))),
    text
  };
}

const figure = (value: number): string => String(Number(value.toPrecision(4)));

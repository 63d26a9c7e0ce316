import { asinhStrength } from './asinhStrength';
import { colourParts, type Colour, type ColourChannel } from './mixColours';
import { percentileLimits } from './percentileLimits';

/** What is known of a channel of a colour picture, in units of its values. */
export interface ChannelLight {
  readonly colour: Colour;
  /** Level of the sky and its noise. */
  readonly sky: number;
  readonly noise: number;
  /** Infinite where it is not known. */
  readonly saturation: number;
  /** Times this, the light of an average star is the same in all channels; null where there are too few stars. */
  readonly balance: number | null;
  /** Values at some places, the same in all channels. */
  readonly samples: Float32Array;
  /** Values that become black and white; null: by the sky and the brightest. */
  readonly limits: readonly [black: number, white: number] | null;
}

export interface ColourLevels {
  readonly channels: readonly ColourChannel[];
  /** For `luptonStretch` or `asinhStretch`. */
  readonly strength: number;
}

/** Black lies so many times the noise of the mean of all channels below the sky: a sky clipped at its mean looks dirty. */
const BLACK_BELOW_SKY = 2.5;
/** White lies at the upper one of the limits between which so much of the picture lies, percent, */
const MIDDLE = 99.8;
/** but at least so many times the noise above the sky: where there are few stars, noise must not become white. */
const WHITE_ABOVE_SKY = 40;

/**
 * How the values of each channel become light, so that the sky is grey, the average star white, and the sky as bright
 * as asked for. Channels that have limits are not balanced with the others: they are as bright as their limits say.
 * @param skyBrightness of the sky in the picture, 0 black and 1 white
 */
export function colourLevels(channels: readonly ChannelLight[], skyBrightness: number): ColourLevels {
  const weights = colourParts(channels.map(({ colour }) => colour)).map(([r, g, b]) => (r + g + b) / 3);
  const free = channels.flatMap((channel, c) => (channel.limits ? [] : [{ channel, weight: weights[c] }]));
  const balances = balancesOf(free.map(({ channel }) => channel));
  const shares = free.map(({ weight }, i) => weight * balances[i]);
  const total = free.reduce((sum, { weight }) => sum + weight, 0);
  const noise = Math.hypot(...free.map(({ channel }, i) => shares[i] * channel.noise)) / total;
  const floor = BLACK_BELOW_SKY * noise;
  const light = meanLight(
    free.map(({ channel }) => channel),
    shares,
    total
  );
  const white = floor + Math.max(percentileLimits(light, MIDDLE)[1] || 0, WHITE_ABOVE_SKY * noise);
  let i = 0;
  const levels = channels.map(({ colour, saturation, sky, limits }): ColourChannel => {
    if (limits) return { colour, saturation, offset: limits[0], scale: 1 / (limits[1] - limits[0]) };
    const balance = balances[i++];
    return { colour, saturation, offset: sky - floor / balance, scale: balance / white };
  });
  const skyLight = levels.reduce(
    (sum, { offset, scale }, c) => sum + weights[c] * (channels[c].sky - offset) * scale,
    0
  );
  const skyNoise = Math.hypot(...levels.map(({ scale }, c) => weights[c] * scale * channels[c].noise));
  return { channels: levels, strength: asinhStrength(Math.max(skyLight, skyNoise), skyBrightness) };
}

/** Where one channel has too few stars, all channels get the same range. */
function balancesOf(channels: readonly ChannelLight[]): number[] {
  const byStars = channels.flatMap(({ balance }) => balance ?? []);
  if (byStars.length === channels.length) return byStars;
  return channels.map(
    ({ samples, sky, noise }) => 1 / Math.max(percentileLimits(samples, MIDDLE)[1] - sky, noise)
  );
}

function meanLight(
  channels: readonly ChannelLight[],
  shares: readonly number[],
  total: number
): Float32Array {
  const light = new Float32Array(channels[0]?.samples.length ?? 0);
  channels.forEach(({ samples, sky }, c) => {
    for (let i = 0; i < light.length; i++) light[i] += (shares[c] / total) * (samples[i] - sky);
  });
  return light;
}

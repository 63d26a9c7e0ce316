import { colourPng } from '../../formats/colourPng';
import type { InputFile, Preview } from '../api';
import { alignChannels } from './alignChannels';
import { colourImage } from './colourImage';
import { colourName } from './channelColours';
import type { MosaicChoice } from './mosaicOf';
import { pictureStrips, type ColourStretch } from './pictureStrips';
import { planChannels } from './planChannels';
import { alignmentText } from './sentences';

export interface PreviewOptions {
  readonly channels: string;
  readonly mosaic: MosaicChoice;
  readonly reference: InputFile;
  readonly balance_stars: boolean;
  readonly sky: number;
  readonly stretch: ColourStretch;
}

/** Longest side of the frames used, pixels: enough to find their stars. */
const SIDE = 720;

/**
 * The colour picture, made from frames that are shrunk first.
 * @throws AsyncError as a run would
 */
export async function previewColours(
  files: readonly InputFile[],
  { channels: text, mosaic, reference, balance_stars, sky, stretch }: PreviewOptions
): Promise<Preview> {
  const plans = await planChannels(files, text, mosaic);
  const ignore = (): void => {};
  const { channels } = await alignChannels(plans, reference, {
    previewSide: SIDE,
    log: ignore,
    progress: ignore
  });
  const image = await colourImage(channels, { balanceStars: balance_stars, skyBrightness: sky }, ignore);
  const { width, height } = image;
  const captions = channels.map(({ label, colour, source }) =>
    source.code === 'notAligned'
      ? `${label} ${colourName(colour)} (${alignmentText(source)})`
      : `${label} ${colourName(colour)}`
  );
  return {
    picture: await colourPng(pictureStrips(image, stretch), { width, height, bitDepth: 8 }),
    caption: captions.join(', ')
  };
}

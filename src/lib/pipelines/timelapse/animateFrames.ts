import type { Image } from '../../domain/image/Image';
import { openFrame } from '../../frames/openFrame';
import { AsyncError, type InputFile, namingFile, type RunningProcess } from '../api';
import { openWriter, type TimelapseFormat, type TimelapseWriter } from './openWriter';
import { type RenderOptions, renderFrame } from './renderFrame';
import type { TimelapseWarning } from './sentences';

export interface TimelapseOptions extends RenderOptions {
  readonly format: TimelapseFormat;
  readonly fps: number;
}

export interface Timelapse {
  /** The one asked for, unless this browser cannot make it. */
  readonly format: TimelapseFormat;
  readonly blob: Blob;
}

type Size = Pick<Image, 'width' | 'height'>;

/**
 * Renders the frames in the order given, one in memory at a time.
 * @throws AsyncError naming the file that cannot be read or differs in size from the first
 */
export async function animateFrames(
  process: RunningProcess<{}, TimelapseWarning>,
  frames: readonly InputFile[],
  options: TimelapseOptions
): Promise<Timelapse> {
  let size: Size | undefined;
  let writer: TimelapseWriter | undefined;
  for (const [index, input] of frames.entries()) {
    process.log(`Processing frame ${index + 1}/${frames.length}`);
    const picture = await namingFile(input.name, async () => {
      const frame = await openFrame(input, 'firstPlane', 'green');
      return frame.withImage(({ image }) => {
        size ??= { width: image.width, height: image.height };
        checkSize(image, size);
        return renderFrame(image, options);
      });
    });
    writer ??= await openWriter(process, options, picture);
    await writer.add(picture);
    process.progress((index + 1) / frames.length);
  }
  return { format: writer!.format, blob: await writer!.finish() };
}

/** @throws AsyncError if an image is not of the size it should be */
function checkSize({ width, height }: Size, first: Size): void {
  if (width === first.width && height === first.height) return;
  throw new AsyncError(
    `${width} x ${height} pixels where the first frame has ${first.width} x ${first.height}. ` +
      'Invalid parameters. Are all images the same size?'
  );
}

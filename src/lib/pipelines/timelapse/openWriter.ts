import type { GreyImage } from '../../domain/image/GreyImage';
import type { VideoFormat } from '../../formats/video';
import type { RunningProcess } from '../api';
import type { TimelapseWarning } from './sentences';

export type TimelapseFormat = 'gif' | VideoFormat;

export interface TimelapseWriter {
  readonly format: TimelapseFormat;
  add(picture: GreyImage): Promise<void>;
  finish(): Promise<Blob>;
}

/**
 * What writes the format asked for. Browsers without the encoder for a video get a GIF, and a warning says so.
 * @param picture the first frame: whether a video can be encoded depends on its size
 */
export async function openWriter(
  process: RunningProcess<{}, TimelapseWarning>,
  { format, fps }: { readonly format: TimelapseFormat; readonly fps: number },
  picture: GreyImage
): Promise<TimelapseWriter> {
  if (format !== 'gif') {
    const { isVideoSupported, VideoWriter } = await import('../../formats/video');
    if (await isVideoSupported(format, picture)) return new VideoWriter(format, fps);
    process.warn({ code: 'gifInstead', parameters: { format } });
  }
  const { GifWriter } = await import('../../formats/gif');
  return new GifWriter(fps);
}

import type { GreyImage } from '../../domain/image/GreyImage';
import type { VideoFormat } from '../../formats/video';
import type { RunningProcess } from '../api';

export type TimelapseFormat = 'gif' | VideoFormat;

export interface TimelapseWriter {
  readonly format: TimelapseFormat;
  add(picture: GreyImage): Promise<void>;
  finish(): Promise<Blob>;
}

/**
 * What writes the format asked for. Browsers without the encoder for a video get a GIF, and the log says so.
 * @param picture the first frame: whether a video can be encoded depends on its size
 */
export async function openWriter(
  process: RunningProcess,
  { format, fps }: { readonly format: TimelapseFormat; readonly fps: number },
  picture: GreyImage
): Promise<TimelapseWriter> {
  if (format !== 'gif') {
    const { isVideoSupported, VideoWriter } = await import('../../formats/video');
    if (await isVideoSupported(format, picture)) return new VideoWriter(format, fps);
    const label = { mp4: 'MP4', webm: 'WebM' }[format];
    process.log(`This browser cannot make ${label} video, so a GIF was made instead.`);
  }
  const { GifWriter } = await import('../../formats/gif');
  return new GifWriter(fps);
}

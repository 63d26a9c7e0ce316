import {
  BufferTarget,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  Quality,
  type VideoCodec,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat
} from 'mediabunny';
import type { GreyImage } from '../domain/image/GreyImage';

export type VideoFormat = 'mp4' | 'webm';

type Size = Pick<GreyImage, 'width' | 'height'>;

/** The most widely supported first. */
const CODECS: Record<VideoFormat, VideoCodec[]> = {
  mp4: ['avc', 'vp9', 'av1'],
  webm: ['vp9', 'av1', 'vp8']
};
const QUALITY = new Quality('high');

/** Whether this browser can encode video of this size in this format. */
export const isVideoSupported = async (format: VideoFormat, size: Size): Promise<boolean> =>
  (await findCodec(format, size)) !== null;

/** Writes a video of grey pictures, with the WebCodecs of the browser. */
export class VideoWriter {
  readonly format: VideoFormat;
  readonly #fps: number;
  readonly #target = new BufferTarget();
  readonly #output: Output;
  #source: VideoSampleSource | null = null;
  #frames = 0;

  /** @param fps Frames a second. */
  constructor(format: VideoFormat, fps: number) {
    this.format = format;
    this.#fps = fps;
    this.#output = new Output({
      format: format === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(),
      target: this.#target
    });
  }

  /**
   * Adds a frame, and waits while the encoder is busy. All must have the same size.
   * @throws Error if the browser cannot encode it: ask `isVideoSupported` first
   */
  async add(picture: GreyImage): Promise<void> {
    this.#source ??= await this.#start(picture);
    const sample = new VideoSample(toI420(picture), {
      format: 'I420',
      codedWidth: even(picture.width),
      codedHeight: even(picture.height),
      timestamp: this.#frames / this.#fps,
      duration: 1 / this.#fps,
      colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false }
    });
    await this.#source.add(sample);
    sample.close();
    this.#frames++;
  }

  /** @throws Error if no frame was added */
  async finish(): Promise<Blob> {
    await this.#output.finalize();
    return new Blob([this.#target.buffer!], { type: `video/${this.format}` });
  }

  async #start(size: Size): Promise<VideoSampleSource> {
    const codec = await findCodec(this.format, size);
    if (!codec) throw new Error(`No codec for ${this.format} video of ${size.width} x ${size.height} pixels`);
    const source = new VideoSampleSource({ codec, quality: QUALITY });
    this.#output.addVideoTrack(source, { frameRate: this.#fps });
    await this.#output.start();
    return source;
  }
}

const findCodec = (format: VideoFormat, { width, height }: Size): Promise<VideoCodec | null> =>
  getFirstEncodableVideoCodec(CODECS[format], { width: even(width), height: even(height), quality: QUALITY });

/** Codecs share colour within blocks of 2 x 2 pixels: of an odd side, the last pixel is left out. */
const even = (side: number): number => Math.max(2, side - (side % 2));

/** The picture as planes Y, U, V in video range (ITU-R BT.709). */
function toI420({ data, width, height }: GreyImage): Uint8Array {
  const evenWidth = even(width);
  const pixels = evenWidth * even(height);
  const planes = new Uint8Array(pixels * 1.5).fill(128, pixels);
  for (let i = 0; i < pixels; i++) {
    const x = Math.min(width - 1, i % evenWidth);
    const y = Math.min(height - 1, Math.floor(i / evenWidth));
    planes[i] = Math.round(16 + (data[y * width + x]! * 219) / 255);
  }
  return planes;
}

import type { BayerPattern } from '../../domain/image/FrameDisplay';
import type { Image } from '../../domain/image/Image';
import { binMosaic, demosaic } from '../../kernels/picture/demosaic';
import { halve } from '../../kernels/picture/halve';

interface Level {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** A part of one level: row-major, `width * height` pixels of one value, or of red, green and blue. */
export interface Tile extends Level {
  readonly channels: 1 | 3;
}

/**
 * An image in several sizes to draw from: level 0 is the image, each further level is half the size of the one
 * before. Levels are made when they are first used.
 */
export class FrameLevels {
  readonly channels: 1 | 3;
  readonly count: number;
  readonly #levels: Level[];

  /** @param others with the image, which is red then: green and blue; they make colours without a mosaic */
  constructor(
    private readonly image: Image,
    private readonly bayer: BayerPattern | null,
    private readonly others: readonly Image[] = []
  ) {
    this.channels = bayer || others.length > 0 ? 3 : 1;
    this.count = 1 + Math.floor(Math.log2(Math.max(2, Math.min(image.width, image.height)) / 2));
    this.#levels = [image];
  }

  /** The smallest level that still has a pixel for each pixel of the screen. */
  levelFor(screenPixelsPerPixel: number): number {
    return Math.min(this.count - 1, Math.max(0, Math.floor(Math.log2(1 / screenPixelsPerPixel))));
  }

  size(level: number): { readonly width: number; readonly height: number } {
    return this.#level(level);
  }

  /** These pixels of a level, which must lie within it. */
  tile(level: number, left: number, top: number, width: number, height: number): Tile {
    const { channels } = this;
    if (level === 0 && this.bayer)
      return { data: demosaic(this.image, this.bayer, left, top, width, height), width, height, channels };
    if (level === 0 && channels === 3)
      return { data: this.#interleaved(left, top, width, height), width, height, channels };
    const source = this.#level(level);
    const data = new Float32Array(width * height * channels);
    for (let y = 0; y < height; y++) {
      const start = ((top + y) * source.width + left) * channels;
      data.set(source.data.subarray(start, start + width * channels), y * width * channels);
    }
    return { data, width, height, channels };
  }

  /** Level 0 is kept plane by plane. */
  #wholeImage(): Float32Array {
    const { data, width, height } = this.image;
    return this.channels === 1 ? data : this.#interleaved(0, 0, width, height);
  }

  #interleaved(left: number, top: number, width: number, height: number): Float32Array {
    const planes = [this.image, ...this.others];
    const colours = new Float32Array(3 * width * height);
    for (let y = 0, out = 0; y < height; y++)
      for (let i = (top + y) * this.image.width + left, end = i + width; i < end; i++)
        for (const { data } of planes) colours[out++] = data[i]!;
    return colours;
  }

  #level(level: number): Level {
    for (let next = this.#levels.length; next <= level; next++) {
      const { data, width, height } = this.#levels[next - 1]!;
      this.#levels.push(
        next === 1 && this.bayer
          ? { data: binMosaic(this.image, this.bayer), width: width >> 1, height: height >> 1 }
          : {
              data: halve(next === 1 ? this.#wholeImage() : data, width, height, this.channels),
              width: Math.ceil(width / 2),
              height: Math.ceil(height / 2)
            }
      );
    }
    return this.#levels[level]!;
  }
}

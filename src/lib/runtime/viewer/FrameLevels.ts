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

  constructor(
    private readonly image: Image,
    private readonly bayer: BayerPattern | null
  ) {
    this.channels = bayer ? 3 : 1;
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
    const source = this.#level(level);
    const data = new Float32Array(width * height * channels);
    for (let y = 0; y < height; y++) {
      const start = ((top + y) * source.width + left) * channels;
      data.set(source.data.subarray(start, start + width * channels), y * width * channels);
    }
    return { data, width, height, channels };
  }

  #level(level: number): Level {
    for (let next = this.#levels.length; next <= level; next++) {
      const { data, width, height } = this.#levels[next - 1]!;
      this.#levels.push(
        next === 1 && this.bayer
          ? { data: binMosaic(this.image, this.bayer), width: width >> 1, height: height >> 1 }
          : {
              data: halve(data, width, height, this.channels),
              width: Math.ceil(width / 2),
              height: Math.ceil(height / 2)
            }
      );
    }
    return this.#levels[level]!;
  }
}

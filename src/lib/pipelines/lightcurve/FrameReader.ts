import type { Image } from '../../domain/Image';
import type { Section } from '../../domain/Section';
import type { Positions } from '../../kernels/aperturePhotometry';
import type { Frame } from './openFrames';

/** Reads frames around stars, into the same memory for one after the other. */
export class FrameReader {
  #data = new Float32Array(0);
  #parts: readonly Section[] = [];

  /**
   * The frame, blank (NaN) further than `reach` pixels, along either axis, from all of some places.
   * @returns valid until the next call
   * @throws FitsError if it cannot be read
   */
  async around(frame: Frame, { count, x, y }: Positions, reach: number): Promise<Image> {
    const { width, height } = frame;
    if (this.#data.length !== width * height) this.#data = new Float32Array(width * height).fill(NaN);
    else this.#clear(width);
    const isNear = (i: number): boolean =>
      x[i] > -reach && y[i] > -reach && x[i] < width + reach && y[i] < height + reach;
    this.#parts = Array.from({ length: count }, (_, i) => i)
      .filter(isNear)
      .map((i) => ({
        x0: Math.max(0, Math.floor(x[i]) - reach),
        x1: Math.min(width, Math.ceil(x[i]) + reach + 1),
        y0: Math.max(0, Math.floor(y[i]) - reach),
        y1: Math.min(height, Math.ceil(y[i]) + reach + 1)
      }));
    await frame.readParts(this.#parts, this.#data);
    return { data: this.#data, width, height };
  }

  #clear(width: number): void {
    for (const { x0, x1, y0, y1 } of this.#parts)
      for (let y = y0; y < y1; y++) this.#data.fill(NaN, y * width + x0, y * width + x1);
  }
}

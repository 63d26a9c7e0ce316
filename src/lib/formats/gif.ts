import { GIFEncoder } from 'gifenc';
import type { GreyImage } from '../domain/image/GreyImage';

const GREYS = Array.from({ length: 256 }, (_, grey) => [grey, grey, grey]);
/** Hundredths of a second. Browsers slow a GIF that asks for less than 2 down to 10. */
const MIN_DELAY = 2;
const MAX_DELAY = 65_535;

/** Writes an animated GIF of grey pictures that loops forever. Only encoded data are kept. */
export class GifWriter {
  readonly format = 'gif';
  readonly #encoder = GIFEncoder();
  readonly #delay: number;
  readonly #parts: Blob[] = [];

  /** @param fps Frames a second; GIF has only whole hundredths of a second, and 50 is the most it can show. */
  constructor(fps: number) {
    this.#delay = Math.min(MAX_DELAY, Math.max(MIN_DELAY, Math.round(100 / fps)));
  }

  /** Adds a frame. All must have the same size. */
  async add({ data, width, height }: GreyImage): Promise<void> {
    const first = this.#parts.length === 0;
    this.#encoder.writeFrame(data, width, height, {
      delay: 10 * this.#delay,
      ...(first && { palette: GREYS, repeat: 0 })
    });
    this.#flush();
  }

  async finish(): Promise<Blob> {
    this.#encoder.finish();
    this.#flush();
    return new Blob(this.#parts, { type: 'image/gif' });
  }

  #flush(): void {
    this.#parts.push(new Blob([this.#encoder.bytes()]));
    this.#encoder.stream.reset();
  }
}

import { GIFEncoder } from 'gifenc';
import type { GreyImage } from '../domain/image/GreyImage';

const GREYS = Array.from({ length: 256 }, (_, grey) => [grey, grey, grey]);
/** Hundredths of a second. Browsers slow down to 10 a GIF that asks for less than 2. */
const SHORTEST_DELAY = 2;
const LONGEST_DELAY = 65_535;

/** Writes an animated GIF of grey pictures that repeats for ever. Only what is already encoded is kept. */
export class GifWriter {
  readonly format = 'gif';
  readonly #encoder = GIFEncoder();
  readonly #delay: number;
  readonly #parts: Blob[] = [];

  /** @param fps Frames a second; GIF knows whole hundredths of a second only, and 50 is the most it can show. */
  constructor(fps: number) {
    this.#delay = Math.min(LONGEST_DELAY, Math.max(SHORTEST_DELAY, Math.round(100 / fps)));
  }

  /** Adds a frame. All must be of one size. */
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

import { Fft } from './Fft';
import type { FrequencyGrid } from './FrequencyGrid';

/** How many cells of the grid a point is spread over on either side: 12 leave an error of 1e-11. */
const SPREAD = 12;

/**
 * Fourier sums of unevenly spaced points (a nonuniform FFT): each point is spread over the nearest cells of an even grid
 * by a Gaussian, which is divided out after the transform. The error is about 1e-11 of the sum of the strengths.
 *
 * Source: Greengard & Lee (2004), SIAM Review 46, 443 (fast Gaussian gridding).
 */
export class FourierSums {
  readonly #fft: Fft;
  /** Real and imaginary part of each cell of the even grid. */
  readonly #cells: Float64Array;
  readonly #narrowness: number;
  readonly #gaussian: Float64Array;
  /** By distance from the middle frequency, in steps. */
  readonly #correction: Float64Array;

  /** @param maxCount largest number of frequencies in one call, at most 2^20 */
  constructor(maxCount: number) {
    const size = 2 ** Math.max(6, Math.ceil(Math.log2(2 * maxCount)));
    this.#fft = new Fft(size);
    this.#cells = new Float64Array(2 * size);
    this.#narrowness = (Math.PI / SPREAD) * (1 - 0.5 * (maxCount / size));
    this.#gaussian = Float64Array.from({ length: 2 * SPREAD }, (_, i) =>
      Math.exp(-this.#narrowness * (i - SPREAD + 1) ** 2)
    );
    const scale = Math.sqrt(this.#narrowness / Math.PI);
    const widening = (Math.PI / size) ** 2 / this.#narrowness;
    this.#correction = Float64Array.from(
      { length: maxCount / 2 + 1 },
      (_, k) => scale * Math.exp(widening * k * k)
    );
  }

  /**
   * Sums strength_i exp(2 pi i f t_i) over the points for each frequency f of the grid: writes the real part to `re`,
   * the imaginary part to `im`.
   */
  sum(
    times: Float64Array,
    strengths: Float64Array,
    { start, step, count }: FrequencyGrid,
    re: Float64Array,
    im: Float64Array
  ): void {
    const { size } = this.#fft;
    const middle = count >>> 1;
    this.#cells.fill(0);
    this.#spread(times, strengths, start + middle * step, step);
    this.#fft.transform(this.#cells);
    for (let j = 0; j < count; j++) {
      const k = j - middle;
      const factor = this.#correction[Math.abs(k)];
      const at = 2 * (k & (size - 1));
      re[j] = this.#cells[at] * factor;
      im[j] = this.#cells[at + 1] * factor;
    }
  }

  /** Shifts the middle frequency to 0, so that all frequencies are as close to it as possible. */
  #spread(times: Float64Array, strengths: Float64Array, middle: number, step: number): void {
    const [cells, gaussian, narrowness] = [this.#cells, this.#gaussian, this.#narrowness];
    const { size } = this.#fft;
    for (let i = 0; i < times.length; i++) {
      const cycles = middle * times[i];
      const phase = 2 * Math.PI * (cycles - Math.floor(cycles));
      const turns = step * times[i];
      const position = (turns - Math.floor(turns)) * size;
      const cell = Math.floor(position);
      const offset = position - cell;
      const ratio = Math.exp(2 * narrowness * offset);
      const first = strengths[i] * Math.exp(-narrowness * offset * offset) * ratio ** (1 - SPREAD);
      let re = first * Math.cos(phase);
      let im = first * Math.sin(phase);
      for (let l = 0, k = cell - SPREAD + 1; l < 2 * SPREAD; l++, k++) {
        const at = 2 * (k & (size - 1));
        const x = cells[at] + re * gaussian[l];
        const y = cells[at + 1] + im * gaussian[l];
        cells[at] = x;
        cells[at + 1] = y;
        re *= ratio;
        im *= ratio;
      }
    }
  }
}

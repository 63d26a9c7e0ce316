/** Random numbers that depend only on the seed: the generator sfc32 (Doty-Humphrey, PractRand). */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** Both seeds are converted to 32-bit integers. */
  constructor(seed: number, stream = 0) {
    this.#a = seed | 0;
    this.#b = stream | 0;
    this.#c = 0x9e3779b9 | 0;
    for (let i = 0; i < 16; i++) this.uniform();
  }

  /** From 0 (included) to 1 (excluded). */
  uniform(): number {
    const sum = (this.#a + this.#b + this.#counter++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  /** Mean 0, standard deviation 1. Source: the Marsaglia polar method. */
  normal(): number {
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  }

  /** Number of events where `mean` are expected. */
  poisson(mean: number): number {
    return mean < 10 ? this.#countWaits(mean) : this.#rejectTransformed(mean);
  }

  /** Source: Knuth, The Art of Computer Programming, volume 2, 3.4.1. */
  #countWaits(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count++;
    return count;
  }

  /** Source: Hoermann (1993), Insurance: Mathematics and Economics 12, 39, algorithm PTRS. */
  #rejectTransformed(mean: number): number {
    const b = 0.931 + 2.53 * Math.sqrt(mean);
    const a = -0.059 + 0.02483 * b;
    const squeeze = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
      const u = this.uniform() - 0.5;
      const v = this.uniform();
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= squeeze) return k;
      if (k < 0 || (us < 0.013 && v > us)) continue;
      const height = Math.log((v * (1.1239 + 1.1328 / (b - 3.4))) / (a / (us * us) + b));
      if (height <= k * Math.log(mean) - mean - logFactorial(k)) return k;
    }
  }
}

/** Stirling's series, after raising `k` to where three terms are exact to 1e-10. */
function logFactorial(k: number): number {
  let x = k + 1;
  let lifted = 0;
  for (; x < 10; x++) lifted += Math.log(x);
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse / 1260)) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - lifted;
}

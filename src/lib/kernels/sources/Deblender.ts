import { hasTwoPeaks } from './hasTwoPeaks';
import type { Patch } from './Patch';
import { SharpenedPatch } from './SharpenedPatch';

/** Squared distance from a source beyond which it gets no pixels, in variances of its profile. */
const REACH = 70;
/** Minimum logarithm of the ratio of a source's peak to its floor, which limits the width of its profile. */
const MIN_LOG_RATIO = 0.1;
/** Minimum number of pixels of a branch, unless a source needs even fewer: its lower part is added later. */
const BRANCH_PIXELS = 3;
/** Minimum light of a branch in sharpened light, where noise could have made it, sigma. */
const SIGNIFICANCE = 4;

/** A connected component above one level: its pixels are linked from `first` to `last`, also after it joins others. */
interface Branch {
  readonly root: number;
  readonly first: number;
  readonly last: number;
  readonly sum: number;
  readonly size: number;
  /** Whether it already contains sources. */
  readonly isSplit: boolean;
}

interface Source {
  readonly first: number;
  readonly last: number;
  /** Level above which all of its pixels are. */
  readonly floor: number;
}

/** Separates sources that are connected above the threshold. Made once and used for one patch after another. */
export class Deblender {
  /** By pixel of the patch: the source of the footprint it belongs to, from 0; -1 for none. */
  labels = new Int32Array(0);
  readonly #levels: number;
  readonly #contrast: number;
  readonly #minPixels: number;
  /** By pixel of the patch: its parent in the union-find forest, itself for a root; -1 before it is reached. */
  #parents = new Int32Array(0);
  /** By pixel: the next in its component. By root: first and last pixel, sum of the light, number of pixels. */
  #next = new Int32Array(0);
  #first = new Int32Array(0);
  #last = new Int32Array(0);
  #sums = new Float64Array(0);
  #sizes = new Int32Array(0);
  /** By root: how many strong branches met there at this level, and whether any branch contains sources. */
  #strong = new Int32Array(0);
  #isSplit = new Uint8Array(0);
  /** By root: the last level at which it was listed. */
  #listed = new Int8Array(0);
  /** By pixel: logarithm of the light of the source that is brightest there. */
  #best = new Float32Array(0);
  /** The pixels of the footprint from the highest level down, and where each level starts. */
  #order = new Int32Array(0);
  readonly #begins: Int32Array;
  readonly #sharpened: SharpenedPatch | null;
  /** By pixel of the patch: the light to deblend. Then its noise; 0 if that does not matter. */
  #light: Float32Array = new Float32Array(0);
  #noise = 0;

  /**
   * @param levels number of levels from the threshold to the peak, with a constant ratio; at most 127
   * @param contrast minimum fraction of all the light above the threshold that makes a source
   * @param sigma of the stars, pixels, if the light is to be sharpened first; otherwise NaN
   */
  constructor(levels: number, contrast: number, minPixels: number, sigma: number) {
    this.#sharpened = sigma > 0 ? new SharpenedPatch(sigma) : null;
    this.#levels = levels;
    this.#contrast = contrast;
    this.#minPixels = minPixels;
    this.#begins = new Int32Array(levels + 1);
  }

  /**
   * Finds the sources in the footprint of a patch, writes them to `labels`, and returns their number. In the tree of
   * connected components above ever higher levels, branches are sources where at least two of sufficient light meet;
   * pixels below that level go to the source whose Gaussian profile is brightest there.
   *
   * Source: Bertin & Arnouts (1996), A&AS 117, 393, section 6. The tree is grown from its tips by union-find.
   */
  deblend(patch: Patch, threshold: number): number {
    const { pixels, pixelCount, width, height } = patch;
    this.#makeRoom(width * height);
    if (pixelCount < this.#minPixels) return 0;
    const sharpened = this.#sharpened?.light(patch);
    this.#light = sharpened ?? patch.smoothed;
    this.#noise = sharpened ? patch.rms * this.#sharpened!.noise : 0;
    if (!hasTwoPeaks(this.#light, patch)) {
      for (let k = 0; k < pixelCount; k++) this.labels[pixels[k]] = 0;
      return 1;
    }
    const sources = this.#findSources(patch, threshold);
    for (const [label, { first, last }] of sources.entries()) {
      this.#forEach(first, last, (i) => (this.labels[i] = label));
    }
    if (sources.length > 1) this.#assignPixels(patch, sources);
    return sources.length;
  }

  #findSources(patch: Patch, threshold: number): Source[] {
    const { pixels, pixelCount, width } = patch;
    const light = this.#light;
    let total = 0;
    let peak = threshold;
    for (let k = 0; k < pixelCount; k++) {
      total += light[pixels[k]];
      peak = Math.max(peak, light[pixels[k]]);
    }
    const step = Math.log(peak / threshold) / this.#levels;
    this.#sortByLevel(patch, threshold, step);
    const sources: Source[] = [];
    let branches: Branch[] = [];
    for (let level = this.#levels - 1; level >= 0; level--) {
      const end = level === 0 ? pixelCount : this.#begins[level - 1];
      for (let k = this.#begins[level]; k < end; k++) this.#add(this.#order[k], width);
      const floor = threshold * Math.exp((level + 1) * step);
      this.#meet(branches, floor, this.#contrast * total, sources);
      branches = this.#list(branches, level, end);
    }
    for (const { isSplit, size, first, last } of branches) {
      if (!isSplit && size >= this.#minPixels) sources.push({ first, last, floor: threshold });
    }
    return sources;
  }

  #sortByLevel({ pixels, pixelCount }: Patch, threshold: number, step: number): void {
    const light = this.#light;
    const top = this.#levels - 1;
    const begins = this.#begins.fill(0);
    const levelOf = (i: number) =>
      Math.max(0, Math.min(top, Math.floor(Math.log(light[i] / threshold) / step) || 0));
    for (let k = 0; k < pixelCount; k++) begins[levelOf(pixels[k])]++;
    for (let level = top, begin = 0; level >= 0; level--) {
      const count = begins[level];
      begins[level] = begin;
      begin += count;
    }
    for (let k = 0; k < pixelCount; k++) this.#order[begins[levelOf(pixels[k])]++] = pixels[k];
    for (let level = 0; level < top; level++) begins[level] = begins[level + 1];
    begins[top] = 0;
  }

  /** Makes a pixel a component and joins it to those of its neighbours. */
  #add(i: number, width: number): void {
    this.#parents[i] = i;
    this.#first[i] = i;
    this.#last[i] = i;
    this.#sums[i] = this.#light[i];
    this.#sizes[i] = 1;
    this.#strong[i] = 0;
    this.#isSplit[i] = 0;
    this.#listed[i] = -1;
    for (let row = i - width; row <= i + width; row += width) {
      for (let j = row - 1; j <= row + 1; j++) if (this.#parents[j] >= 0) this.#join(i, j);
    }
  }

  #join(i: number, j: number): void {
    let root = this.#root(i);
    let other = this.#root(j);
    if (root === other) return;
    if (this.#sizes[root] < this.#sizes[other]) [root, other] = [other, root];
    this.#parents[other] = root;
    this.#next[this.#last[root]] = this.#first[other];
    this.#last[root] = this.#last[other];
    this.#sums[root] += this.#sums[other];
    this.#sizes[root] += this.#sizes[other];
  }

  #root(i: number): number {
    const parents = this.#parents;
    while (parents[i] !== i) i = parents[i] = parents[parents[i]];
    return i;
  }

  /** Adds branches as sources that have just met another strong branch below `floor`. */
  #meet(branches: readonly Branch[], floor: number, minLight: number, sources: Source[]): void {
    const minPixels = Math.min(BRANCH_PIXELS, this.#minPixels);
    const isStrong = ({ size, sum }: Branch) =>
      size >= minPixels &&
      sum - size * floor > Math.max(minLight, SIGNIFICANCE * this.#noise * Math.sqrt(size));
    for (const branch of branches) if (isStrong(branch)) this.#strong[this.#root(branch.root)]++;
    for (const branch of branches) {
      const root = this.#root(branch.root);
      if (this.#strong[root] > 1 && isStrong(branch) && !branch.isSplit) {
        sources.push({ first: branch.first, last: branch.last, floor });
      }
      if (this.#strong[root] > 1 || branch.isSplit) this.#isSplit[root] = 1;
    }
  }

  /** The current components: those of the previous branches and of the pixels at this level. */
  #list(branches: readonly Branch[], level: number, end: number): Branch[] {
    const listed: Branch[] = [];
    const list = (i: number): void => {
      const root = this.#root(i);
      if (this.#listed[root] === level) return;
      this.#listed[root] = level;
      this.#strong[root] = 0;
      listed.push({
        root,
        first: this.#first[root],
        last: this.#last[root],
        sum: this.#sums[root],
        size: this.#sizes[root],
        isSplit: this.#isSplit[root] === 1
      });
    };
    for (const { root } of branches) list(root);
    for (let k = this.#begins[level]; k < end; k++) list(this.#order[k]);
    return listed;
  }

  #forEach(first: number, last: number, visit: (i: number) => void): void {
    for (let i = first; i !== last; i = this.#next[i]) visit(i);
    visit(last);
  }

  /** Assigns the pixels without a label to the sources, unless they are too far from all. */
  #assignPixels({ pixels, pixelCount, width, height }: Patch, sources: readonly Source[]): void {
    this.#best.fill(Infinity, 0, width * height);
    for (let k = 0; k < pixelCount; k++) if (this.labels[pixels[k]] < 0) this.#best[pixels[k]] = -Infinity;
    for (const [label, source] of sources.entries())
      this.#claim(label, gaussianOf(source, this.#light, this.#next, width), width, height);
  }

  /** Assigns to a source the pixels where it is brighter than those before it. */
  #claim(label: number, profile: Gaussian, width: number, height: number): void {
    const { peak, centreX, centreY, reachX, reachY, perXX, perXY, perYY } = profile;
    const best = this.#best;
    const right = Math.min(width - 1, Math.floor(centreX + reachX));
    const bottom = Math.min(height - 1, Math.floor(centreY + reachY));
    for (let y = Math.max(0, Math.ceil(centreY - reachY)); y <= bottom; y++) {
      const dy = y - centreY;
      for (let x = Math.max(0, Math.ceil(centreX - reachX)); x <= right; x++) {
        const dx = x - centreX;
        const light = peak - (perXX * dx * dx + perXY * dx * dy + perYY * dy * dy) / 2;
        if (!(light > best[y * width + x])) continue;
        best[y * width + x] = light;
        this.labels[y * width + x] = label;
      }
    }
  }

  #makeRoom(size: number): void {
    if (size > this.labels.length) {
      this.labels = new Int32Array(2 * size);
      this.#parents = new Int32Array(2 * size);
      this.#next = new Int32Array(2 * size);
      this.#first = new Int32Array(2 * size);
      this.#last = new Int32Array(2 * size);
      this.#sums = new Float64Array(2 * size);
      this.#sizes = new Int32Array(2 * size);
      this.#strong = new Int32Array(2 * size);
      this.#isSplit = new Uint8Array(2 * size);
      this.#listed = new Int8Array(2 * size);
      this.#best = new Float32Array(2 * size);
      this.#order = new Int32Array(2 * size);
    }
    this.labels.fill(-1, 0, size);
    this.#parents.fill(-1, 0, size);
  }
}

/** The profile of a source, in pixels of the patch. */
interface Gaussian {
  /** Logarithm of the light at the centre. */
  readonly peak: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly reachX: number;
  readonly reachY: number;
  /** Inverse of the covariance matrix, its two off-diagonal terms added. */
  readonly perXX: number;
  readonly perXY: number;
  readonly perYY: number;
}

/** Derived from the moments of the pixels of a source, and from how many there are above its floor. */
function gaussianOf(
  { first, last, floor }: Source,
  light: Float32Array,
  next: Int32Array,
  width: number
): Gaussian {
  const firstX = first % width;
  const firstY = Math.floor(first / width);
  let peak = 0;
  let n = 0;
  let sum = 0;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumXY = 0;
  let sumYY = 0;
  for (let i = first, isLast = false; !isLast; i = next[i]) {
    isLast = i === last;
    const weight = light[i];
    const x = (i % width) - firstX;
    const y = Math.floor(i / width) - firstY;
    peak = Math.max(peak, weight);
    n++;
    sum += weight;
    sumX += weight * x;
    sumY += weight * y;
    sumXX += weight * x * x;
    sumXY += weight * x * y;
    sumYY += weight * y * y;
  }
  const meanX = sumX / sum;
  const meanY = sumY / sum;
  // Plus the variance within a pixel.
  const xx = sumXX / sum - meanX ** 2 + 1 / 12;
  const yy = sumYY / sum - meanY ** 2 + 1 / 12;
  const xy = sumXY / sum - meanX * meanY;
  // A Gaussian profile has n pixels above the floor if sigma^2 = n / (2 pi ln(peak / floor)).
  const area = n / (2 * Math.PI * Math.max(MIN_LOG_RATIO, Math.log(peak / floor)));
  const scale = area / Math.sqrt(xx * yy - xy * xy);
  return {
    peak: Math.log(peak),
    centreX: firstX + meanX,
    centreY: firstY + meanY,
    reachX: Math.sqrt(REACH * scale * xx),
    reachY: Math.sqrt(REACH * scale * yy),
    perXX: (yy * scale) / area ** 2,
    perXY: (-2 * xy * scale) / area ** 2,
    perYY: (xx * scale) / area ** 2
  };
}

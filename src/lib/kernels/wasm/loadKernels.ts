import { kernelsModule } from './kernelsModule';

/** From `heapBase` to here is scratch space: no kernel finds there what an earlier call left. */
export const SCRATCH_END = 2 ** 22;

/** What `assembly/index.ts` exports. */
export interface Kernels {
  /** At first as long as `SCRATCH_END`. */
  readonly memory: WebAssembly.Memory;
  readonly heapBase: WebAssembly.Global<'i32'>;
  brightParts(row: number, width: number, limits: number, columns: number): number;
  calibrate(
    light: number,
    bias: number,
    dark: number,
    darkScale: number,
    flat: number,
    count: number
  ): number;
  countInBins(
    values: number,
    count: number,
    zero: number,
    perBin: number,
    bins: number,
    counts: number
  ): void;
  decodePixels(
    bitpix: number,
    source: number,
    target: number,
    count: number,
    zero: number,
    scale: number,
    blank: bigint,
    hasBlank: boolean
  ): void;
  firstAbove(start: number, end: number, limit: number): number;
  foldPhases(points: number, end: number, frequency: number, binsPerPeriod: number, bins: number): void;
  highestValue(source: number, count: number, result: number): void;
  prepareCombine(
    method: number,
    frames: number,
    sigmaLow: number,
    sigmaHigh: number,
    maxIterations: number,
    network: number,
    networkEnd: number
  ): void;
  combine(
    source: number,
    stride: number,
    count: number,
    scalings: number,
    scratch: number,
    mean: number,
    std: number,
    coverage: number,
    lowest: number,
    highest: number
  ): void;
  combineIntegers(
    source: number,
    stride: number,
    count: number,
    zero: number,
    scalings: number,
    scratch: number,
    stored: number,
    mean: number,
    std: number,
    coverage: number,
    lowest: number,
    highest: number
  ): void;
  resampleTile(
    source: number,
    left: number,
    top: number,
    sourceWidth: number,
    sourceHeight: number,
    table: number,
    taps: number,
    steps: number,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
    x: number,
    y: number,
    width: number,
    height: number,
    target: number,
    maxUndershoot: number
  ): number;
  takeFinite(
    source: number,
    stride: number,
    width: number,
    height: number,
    step: number,
    target: number
  ): number;
  weighKept(
    source: number,
    stride: number,
    frames: number,
    count: number,
    scalings: number,
    mean: number,
    std: number,
    lowest: number,
    highest: number
  ): void;
}

let loading: Promise<Kernels | null> | undefined;

/**
 * The kernels compiled to WebAssembly, one instance for each worker. Null where that has no SIMD or is not
 * allowed: every kernel has a plain twin, which gives the same numbers.
 */
export function loadKernels(): Promise<Kernels | null> {
  loading ??= instantiate();
  return loading;
}

async function instantiate(): Promise<Kernels | null> {
  try {
    const bytes = Uint8Array.from(atob(kernelsModule), (character) => character.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(bytes);
    return instance.exports as unknown as Kernels;
  } catch {
    return null;
  }
}

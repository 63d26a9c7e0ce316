import type { Seconds } from '../../domain/Brand';
import type { Frame, PlaneSize, Steps } from './Frame';

/** What frames of one kind were combined into. */
export interface Master extends PlaneSize {
  readonly type: 'bias' | 'dark' | 'flat';
  /** For people, and for the headers of what is calibrated with it. */
  readonly name: string;
  readonly frames: readonly Frame[];
  readonly exposure: Seconds | null;
  readonly filter: string | null;
  /** Median of the sample. */
  readonly level: number;
  /** Corrections made to it. A dark whose bias is not removed holds it. */
  readonly done: Steps;
  /** Places of the pixels that it shows to be bad. */
  readonly bad: Uint32Array;
  readonly rows: (y0: number, y1: number) => Promise<Float32Array>;
  /** See `samplePixels`. */
  readonly sample: Float32Array;
}

export interface Masters {
  readonly biases: readonly Master[];
  readonly darks: readonly Master[];
  readonly flats: readonly Master[];
}

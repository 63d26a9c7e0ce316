import type { Seconds } from '../../domain/units/Brand';
import type { PlaneSize, Steps } from './DescribedFrame';

/** What frames of one kind were combined into. */
export interface Master extends PlaneSize {
  readonly type: 'bias' | 'dark' | 'flat';
  /** For people, and for the headers of what is calibrated with it. */
  readonly name: string;
  /** Names of the files that were combined. */
  readonly inputs: readonly string[];
  readonly exposure: Seconds | null;
  readonly filter: string | null;
  /** Median of the sample. */
  readonly level: number;
  /** Corrections made to it. A dark whose bias is not removed holds it. */
  readonly done: Steps;
  /** Places of the pixels that it shows to be bad. */
  readonly bad: Uint32Array;
  /** Put aside by `storePixels`, so that a master costs little to keep and to hand to a worker. */
  readonly pixels: Blob;
  /** Of the pixels, as `samplePixels` takes it. */
  readonly sample: Blob;
}

export interface Masters {
  readonly biases: readonly Master[];
  readonly darks: readonly Master[];
  readonly flats: readonly Master[];
}

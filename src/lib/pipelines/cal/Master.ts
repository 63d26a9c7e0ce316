import type { Seconds } from '../../domain/Brand';
import type { RowReader } from '../../kernels/combineStrips';
import type { Frame, PlaneSize, Steps } from './Frame';

/** What frames of one kind were combined into. */
export interface Master extends PlaneSize {
  readonly type: 'bias' | 'dark' | 'flat';
  /** For people, and for the headers of what is calibrated with it. */
  readonly name: string;
  readonly frames: readonly Frame[];
  readonly exposure: Seconds | null;
  readonly filter: string | null;
  /** Median. */
  readonly level: number;
  /** Corrections made to it. A dark whose bias is not removed holds it. */
  readonly done: Steps;
  /** Places of the pixels that it shows to be bad. */
  readonly bad: Uint32Array;
  readonly read: RowReader;
}

export interface Masters {
  readonly biases: readonly Master[];
  readonly darks: readonly Master[];
  readonly flats: readonly Master[];
}

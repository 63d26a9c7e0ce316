import { storedRows } from '../../kernels/array/storedRows';
import type { Seconds } from '../../domain/units/Brand';
import type { CameraSettings } from '../../fits/facts/cameraSettings';
import type { Steps } from './calibrationState';
import type { PlaneSize } from './DescribedFrame';

/** The combination of frames of one kind. */
export interface Master extends PlaneSize {
  readonly type: 'bias' | 'dark' | 'flat';
  /** For people, and for the headers of the frames calibrated with it. */
  readonly name: string;
  /** Names of the files that were combined. */
  readonly inputs: readonly string[];
  readonly exposure: Seconds | null;
  readonly filter: string | null;
  /** Of the first of its frames. */
  readonly settings: CameraSettings;
  /** Median of the sample. */
  readonly level: number;
  /** Corrections made to it. A dark whose bias is not removed contains it. */
  readonly done: Steps;
  /** Indices of the pixels that it shows to be bad. */
  readonly bad: Uint32Array;
  /** Put aside by `storePixels`, so that a master costs little to keep and to hand to a worker. */
  readonly pixels: Blob;
  /** A sample of the pixels, by `samplePixels`. */
  readonly sample: Blob;
}

export interface Masters {
  readonly biases: readonly Master[];
  readonly darks: readonly Master[];
  readonly flats: readonly Master[];
}

/** The rows `y0 <= y < y1` of a master. */
export const masterRows = ({ pixels, width }: Master, y0: number, y1: number): Promise<Float32Array> =>
  storedRows(pixels, width)(y0, y1);

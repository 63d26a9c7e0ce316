import type { Seconds } from '../../domain/units/Brand';
import type { FrameType } from '../../domain/image/FrameType';
import type { InputFile } from '../api';

export interface PlaneSize {
  readonly width: number;
  readonly height: number;
}

/** The facts of a frame that calibration uses, from its user or its header. The size is that after trimming. */
export interface DescribedFrame extends PlaneSize {
  readonly input: InputFile;
  readonly type: FrameType;
  readonly filter: string | null;
  readonly exposure: Seconds | null;
  readonly done: Steps;
}

/** Which corrections have been made. */
export interface Steps {
  readonly bias: boolean;
  readonly dark: boolean;
  readonly flat: boolean;
}

export const isSameSize = (a: PlaneSize, b: PlaneSize): boolean =>
  a.width === b.width && a.height === b.height;

export const sizeText = ({ width, height }: PlaneSize): string => `${width} x ${height} pixels`;

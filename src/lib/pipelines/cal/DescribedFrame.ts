import { cameraSettings, type CameraSettings } from '../../fits/facts/cameraSettings';
import type { Frame } from '../../frames/Frame';
import { calibrationState, type Steps } from './calibrationState';
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
  readonly settings: CameraSettings;
  /** Whether its rows are read from the last to the first, for them to be in the order of `settings`. */
  readonly isTurned: boolean;
  readonly done: Steps;
}

/** The type and facts of a file, from its user or else its header; a light frame if neither says. */
export function describeFrame({ input, facts, hdu, hdus, header, sections }: Frame): DescribedFrame {
  return {
    input,
    type: facts.frameType ?? 'light',
    filter: facts.filter?.trim() ?? null,
    exposure: facts.exposureTime,
    settings: cameraSettings([hdu, ...hdus]),
    isTurned: false,
    ...sections.trimmed,
    done: calibrationState([hdus[0]!.header, header])
  };
}

export const isSameSize = (a: PlaneSize, b: PlaneSize): boolean =>
  a.width === b.width && a.height === b.height;

export const sizeText = ({ width, height }: PlaneSize): string => `${width} x ${height} pixels`;

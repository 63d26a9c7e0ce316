import type { InputFile } from '../domain/rows/InputFile';
import type { Parameters } from '../domain/rows/PipelineOptions';

/** How a target moves: on the sky, or by its places on two frames, the reference and a later one. */
export interface TargetMotion {
  /** Arcseconds an hour. */
  readonly rate: number;
  /** Degrees from north through east. */
  readonly position_angle: number;
  /** On the reference frame, as the viewer shows it; empty if it is not given. */
  readonly place: string;
  /** On the later frame; empty where it moves at that rate. */
  readonly later_place: string;
  readonly later_frame: InputFile;
}

/** The same as parameters of every pipeline that follows a target, but for its place on the reference frame. */
export const MOTION_PARAMETERS = {
  rate: {
    kind: 'number',
    default: 0,
    min: 0,
    step: 0.1,
    unit: 'arcsec/hour',
    longName: 'Motion of the target',
    help: 'For asteroids and comets.'
  },
  position_angle: {
    kind: 'number',
    default: 0,
    min: -360,
    max: 360,
    step: 0.1,
    unit: 'deg',
    longName: 'Direction of its motion',
    help: 'From north (0) through east (90).'
  },
  later_place: {
    kind: 'text',
    holds: 'pixel',
    default: '',
    longName: 'Or its place on another frame',
    help: 'x and y of the moving target there, in pixels; left empty, it moves as said above.'
  },
  later_frame: { kind: 'inputFile', longName: 'Frame that shows the other place' }
} as const satisfies Parameters;

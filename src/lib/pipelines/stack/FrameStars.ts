import type { Frame } from '../../frames/Frame';
import type { PlaneColour } from './StackColour';
import type { StarsAndSky } from '../../kernels/alignment/starsAndSky';

/** A frame of which rows can be read, and the stars by which it is aligned. */
export interface FrameStars extends StarsAndSky {
  readonly frame: Frame;
  /** The value from which on its pixels are saturated; infinite where nothing says. */
  readonly saturation: number;
  /** Reads the rows `y0 <= y < y1`, into `out` if it is given. */
  readonly read: ReadRows;
  /** Of a colour picture, if each colour is to be stacked; null otherwise. */
  readonly planes: Readonly<Record<PlaneColour, FramePlane>> | null;
}

/** One colour of a frame: how to read it, and its sky. */
export interface FramePlane {
  readonly read: ReadRows;
  readonly level: number;
  readonly noise: number;
}

type ReadRows = (y0: number, y1: number, out?: Float32Array) => Promise<Float32Array>;

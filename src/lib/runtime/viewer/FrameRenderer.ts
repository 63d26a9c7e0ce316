import type { Affine } from '../../domain/image/Affine';
import type { FrameLevels } from './FrameLevels';

/** What to draw, and how. */
export interface FrameView {
  readonly levels: FrameLevels;
  /** From pixels of the image, whose centres are at whole numbers, to pixels of the canvas. */
  readonly imageToCanvas: Affine;
  /** Limits of each channel of the levels. */
  readonly limits: readonly (readonly [low: number, high: number])[];
  /** See `colourTable`. */
  readonly table: Uint8Array<ArrayBuffer>;
}

/** Draws frames on a canvas, which stays transparent where there is no frame, or no value. */
export interface FrameRenderer {
  draw(view: FrameView): void;
}

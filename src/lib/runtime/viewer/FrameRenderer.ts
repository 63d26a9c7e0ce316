import type { Affine } from '../../domain/image/Affine';
import type { FrameLevels } from './FrameLevels';

/** Colour of saturated pixels, which no colour map has: red, green and blue. */
export const SATURATED = [255, 0, 170] as const;

/** What to draw, and how. */
export interface FrameView {
  readonly levels: FrameLevels;
  /** From pixels of the image, whose centres are at whole numbers, to pixels of the canvas. */
  readonly imageToCanvas: Affine;
  /** Limits of each channel of the levels. */
  readonly limits: readonly (readonly [low: number, high: number])[];
  /** Pixels of which a channel has this value or a higher one are drawn in `SATURATED`; infinite: none. */
  readonly saturation: number;
  /** See `colourTable`. */
  readonly table: Uint8Array<ArrayBuffer>;
}

/** Draws frames on a canvas, which stays transparent where there is no frame, or no value. */
export interface FrameRenderer {
  draw(view: FrameView): void;
}

/** A picture ready to be shown: one byte a pixel, 0 black to 255 white, row-major from the top left corner. */
export interface GreyImage {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

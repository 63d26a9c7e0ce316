/**
 * A two-dimensional image. `data` is row-major with `width * height` values; pixel (0, 0) is the centre
 * of the first pixel in the file, FITS's 1-based origin being handled where files are read. Blank pixels
 * are NaN.
 */
export interface Image {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

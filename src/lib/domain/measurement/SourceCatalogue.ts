/**
 * The sources found in one image, the brightest first: one array of `count` values for each quantity. (0, 0) is
 * the centre of the first pixel.
 */
export interface SourceCatalogue {
  readonly count: number;
  /** Position, pixels: the windowed centroid, or the barycentre where `quality` says `notCentred`. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Sum above the background of the pixels above the threshold, in units of the image. */
  readonly flux: Float64Array;
  /** Highest pixel above the background, in units of the image. */
  readonly peak: Float32Array;
  /** Number of pixels above the threshold. */
  readonly pixels: Uint32Array;
  /** Barycentre of the pixels above the threshold, pixels. */
  readonly xBarycentre: Float64Array;
  readonly yBarycentre: Float64Array;
  /** Standard deviation of the light along the longest and the shortest axis, pixels. */
  readonly a: Float32Array;
  readonly b: Float32Array;
  /** Direction of the longest axis, radians from +x towards +y, above -pi/2 and up to pi/2. */
  readonly theta: Float32Array;
  /** Full width at half maximum, pixels; NaN where there is no peak to measure. */
  readonly fwhm: Float32Array;
  /** Bits of `SOURCE_QUALITY`. */
  readonly quality: Uint8Array;
}

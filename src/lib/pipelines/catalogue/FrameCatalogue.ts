import type { SourceCatalogue } from '../../domain/measurement/SourceCatalogue';
import type { FrameMosaic } from '../../frames/frameMosaic';
import type { FrameColour } from '../../kernels/picture/mosaicColour';
import type { GainSource, LimitSource, Sourced, ZeroPointSource } from './assumptions';

/** How sources are to be measured. */
export interface CatalogueSettings {
  /** Aperture radii; the first is that of the magnitude. */
  readonly radii: readonly number[];
  /** Unit of all radii: the FWHM of the stars on the frame, or pixels. */
  readonly unit: 'fwhm' | 'px';
  readonly sky: 'mesh' | 'ring';
  /** Radii of the sky annulus. */
  readonly inner: number;
  readonly outer: number;
  /** Detection threshold: height above the sky, sigma. */
  readonly threshold: number;
  /** Electrons per unit of the image; null: from the header. */
  readonly gain: number | null;
  /** Magnitude of one unit of the image; null: from the header. */
  readonly zero_point: number | null;
  /** Null: from the file. */
  readonly saturation: number | null;
  /** Whether to correct for the light outside each aperture. */
  readonly correct: boolean;
  /** Of colour pictures. */
  readonly colour: FrameColour;
}

/** Flux above the sky in apertures of one radius, as measured: not aperture-corrected. */
export interface MeasuredAperture {
  /** Pixels. */
  readonly radius: number;
  readonly flux: Float64Array;
  readonly error: Float64Array;
  /** Aperture correction: multiplied by it, a flux becomes that in the largest aperture; and its standard deviation. */
  readonly factor: number;
  readonly factorError: number;
}

/** The sources of one frame, and what their measurements are based on. */
export interface FrameCatalogue {
  readonly name: string;
  readonly sources: SourceCatalogue;
  /** Bits of `SOURCE_QUALITY`, for the source and its first aperture. */
  readonly quality: Uint8Array;
  /** Which of its colours was measured; null where it has none. */
  readonly measured: FrameColour | null;
  readonly mosaic: FrameMosaic;
  readonly apertures: readonly MeasuredAperture[];
  /** Number of stars on which the aperture correction was measured; 0: there is no correction. */
  readonly growthStars: number;
  /** Level of the sky at the sources and standard deviation of its pixels, in units of the image. */
  readonly sky: Float64Array;
  readonly skyNoise: Float64Array;
  /** The same, medians over the frame. */
  readonly level: number;
  readonly noise: number;
  /** Radii of the sky annulus, pixels; null: the sky is taken from the mesh. */
  readonly ring: { readonly inner: number; readonly outer: number } | null;
  /** ICRS, degrees; null where the frame has no world coordinates. */
  readonly ra: Float64Array | null;
  readonly dec: Float64Array | null;
  /** Median of the stars, pixels; 0 without any. */
  readonly fwhm: number;
  readonly gain: Sourced<GainSource>;
  readonly zeroPoint: Sourced<ZeroPointSource>;
  readonly saturation: Sourced<LimitSource>;
  readonly hotPixels: number;
  readonly cosmicRays: number;
  readonly trails: number;
}

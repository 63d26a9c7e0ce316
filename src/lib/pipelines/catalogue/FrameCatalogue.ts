import type { SourceCatalogue } from '../../domain/measurement/SourceCatalogue';
import type { Sourced } from './assumptions';

/** How sources are to be measured. */
export interface CatalogueSettings {
  /** Of the apertures; that of the magnitude first. */
  readonly radii: readonly number[];
  /** In which radii are given: times the FWHM of the frame, or pixels. */
  readonly unit: 'fwhm' | 'px';
  readonly sky: 'mesh' | 'ring';
  /** Radii of the ring. */
  readonly inner: number;
  readonly outer: number;
  /** Height of sources above the sky, sigma. */
  readonly threshold: number;
  /** Electrons for each unit of the image; null: by the header. */
  readonly gain: number | null;
  /** Magnitude of one unit of the image; null: by the header. */
  readonly zero_point: number | null;
  /** Null: by the file. */
  readonly saturation: number | null;
  /** Whether light beyond an aperture is made up for. */
  readonly correct: boolean;
}

/** Light in the apertures of one radius, above the sky; as measured, not corrected. */
export interface MeasuredAperture {
  /** Pixels. */
  readonly radius: number;
  readonly flux: Float64Array;
  readonly error: Float64Array;
  /** By which light is to be multiplied to be that in the largest aperture, and its standard deviation. */
  readonly factor: number;
  readonly factorError: number;
}

/** The sources of one frame, and what their numbers rest on. */
export interface FrameCatalogue {
  readonly name: string;
  readonly sources: SourceCatalogue;
  /** Bits of `SOURCE_QUALITY`, of the source and of its first aperture. */
  readonly quality: Uint8Array;
  readonly apertures: readonly MeasuredAperture[];
  /** Stars that the correction of the apertures was measured on; 0: there is none. */
  readonly growthStars: number;
  /** Level of the sky at the sources and standard deviation of its pixels, in units of the image. */
  readonly sky: Float64Array;
  readonly skyNoise: Float64Array;
  /** Medians over the frame. */
  readonly level: number;
  readonly noise: number;
  /** Radii of the ring of the sky, pixels; null: the sky is that of the mesh. */
  readonly ring: { readonly inner: number; readonly outer: number } | null;
  /** ICRS, degrees; null where the frame has no world coordinates. */
  readonly ra: Float64Array | null;
  readonly dec: Float64Array | null;
  /** Median of the stars, pixels. */
  readonly fwhm: number;
  readonly gain: Sourced;
  readonly zeroPoint: Sourced;
  readonly saturation: Sourced;
  readonly hotPixels: number;
  readonly cosmicRays: number;
  readonly trails: number;
}

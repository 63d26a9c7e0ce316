import type { DataProductPk, DataProductUid } from '../units/Brand';
import type { FrameProblem } from './FrameProblem';
import type { StarProblem } from './StarProblem';

/**
 * All that was measured on the frames: what a light curve is made of, for any choice of aperture and comparison stars.
 * Star 0 is the target. A value of star s on frame f is at `s * frames.count + f`, and through aperture r at
 * `(r * stars.count + s) * frames.count + f`.
 */
export interface Measurements {
  readonly target: {
    readonly name: string;
    /** Degrees, ICRS; NaN where no frame has coordinates. */
    readonly ra: number;
    readonly dec: number;
  };
  /** '' if no frame names one. */
  readonly filter: string;
  readonly frames: Frames;
  readonly stars: Stars;
  /** Of the apertures, pixels of the reference frame. */
  readonly radii: Float64Array;
  /** The aperture and the stars that were asked for; null: the best are found. */
  readonly asked: { readonly radius: number | null; readonly comparisons: readonly number[] | null };
  /** In units of the images, above the sky; NaN where it could not be measured. */
  readonly flux: Float64Array;
  readonly error: Float64Array;
  /** Place on the frame, pixels. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Level around the star, in units of the image. */
  readonly sky: Float64Array;
  /** Bits of `SOURCE_QUALITY`. */
  readonly quality: Uint8Array;
}

/** In order of time. */
export interface Frames {
  readonly count: number;
  readonly names: readonly string[];
  /** Of their files; null where not known. */
  readonly uids: readonly (DataProductUid | null)[];
  /** Of their files, in the store in which they were measured: so they are named by measurements without uids. */
  readonly pks?: readonly DataProductPk[];
  /** Milliseconds since 1970, UTC, middle of the exposure; NaN if not known, as all that follows. */
  readonly time: Float64Array;
  /** Days. */
  readonly bjdTdb: Float64Array;
  readonly airmass: Float64Array;
  /** Full width at half maximum of the stars, pixels. */
  readonly fwhm: Float64Array;
  /** Apertures are so many times larger than on the reference frame. */
  readonly apertureScale: Float64Array;
  /** Why a frame could not be used; null for those that could. */
  readonly problems: readonly (FrameProblem | null)[];
}

export interface Stars {
  readonly count: number;
  readonly names: readonly string[];
  /** On the reference frame, pixels. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Known magnitudes; NaN for most. */
  readonly magnitude: Float64Array;
  /** Why a star is not fit for comparison; null for candidates. */
  readonly against: readonly (StarProblem | null)[];
}

import { FitsError } from '../fits/file/FitsError';
import type { FitsHeader } from '../fits/file/FitsHeader';
import { readWcs } from '../fits/wcs/readWcs';
import type { Wcs } from '../fits/wcs/Wcs';

/** World coordinates or, in a sentence, why there are none that can be trusted. */
export type ImageWcs =
  { readonly wcs: Wcs; readonly wcsProblem: null } | { readonly wcs: null; readonly wcsProblem: string };

/** The world coordinates of an image by its header, for all but `fits`. */
export function imageWcs(header: FitsHeader): ImageWcs {
  try {
    return { wcs: readWcs(header), wcsProblem: null };
  } catch (error) {
    if (!(error instanceof FitsError)) throw error;
    return { wcs: null, wcsProblem: error.message };
  }
}

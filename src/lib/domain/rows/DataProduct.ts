import type {
  DataProductGroupPk,
  DataProductPk,
  DataProductUid,
  TargetPk,
  UnixMilliseconds
} from '../units/Brand';
import type { Corrections } from './Corrections';
import type { FileFacts } from '../image/FileFacts';

export const DATA_PRODUCT_TYPES = {
  '': 'File',
  fits_file: 'FITS file',
  image_file: 'Image',
  timelapse: 'Timelapse',
  photometry: 'Photometry',
  source_catalogue: 'Source catalogue',
  light_curve: 'Light curve',
  spectroscopy: 'Spectroscopy',
  plot: 'Plot'
} as const;

/** Why a file could not be looked at: nothing that is known to be a fault of the file. */
export interface NotLookedAt {
  /** The worker that reads files could not be loaded, or did not survive the file. */
  readonly because: 'notLoaded' | 'lost';
  /** How many workers did not survive it. */
  readonly losses: number;
}

/** Of a look that failed for the first time. */
export const firstLook = (because: NotLookedAt['because']): NotLookedAt => ({
  because,
  losses: because === 'lost' ? 1 : 0
});

/** A file that belongs to a target. Its bytes are kept apart, so that lists of products stay light. */
export interface DataProduct {
  readonly pk: DataProductPk;
  /** Unique; what files and exports name it by. */
  readonly uid: DataProductUid;
  /** Unique among the outputs of pipelines; uploads have none. */
  readonly productId: string | null;
  readonly name: string;
  readonly targetPk: TargetPk;
  readonly groupPks: readonly DataProductGroupPk[];
  /** A key of `DATA_PRODUCT_TYPES`, or any tag a pipeline gave. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the content, in hex. Files of earlier versions and outputs get it when one of their size is added. */
  readonly sha256?: string;
  /** What the file says; see `correctedFacts` for what holds. */
  readonly facts: FileFacts | null;
  readonly corrections: Corrections;
  /** Why a file that looks like FITS, by name or by content, cannot be read as FITS. */
  readonly unreadable: string | null;
  /** Absent once it has been looked at; until then, of what the file is, nothing is known. */
  readonly notLookedAt?: NotLookedAt;
  readonly created: UnixMilliseconds;
  readonly modified: UnixMilliseconds;
}

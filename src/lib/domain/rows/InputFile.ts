import type { DataProductUid } from '../units/Brand';
import type { Position } from '../sky/Position';
import type { CorrectedFacts } from './correctedFacts';

/** A file chosen as input. `blob` is a handle: its bytes are read only when asked for. */
export interface InputFile {
  readonly uid: DataProductUid;
  readonly name: string;
  readonly blob: Blob;
  /** What its user says of it, else its header; null if it could not be read as FITS. */
  readonly facts: CorrectedFacts | null;
  /** Coordinates of the target that it belongs to, with which times as seen from the Sun or the barycentre are converted. */
  readonly target?: Position;
}

import type { DataProductUid } from '../units/Brand';
import type { CorrectedFacts } from './correctedFacts';

/** A file chosen as input. `blob` is a handle: its bytes are read only when asked for. */
export interface InputFile {
  readonly uid: DataProductUid;
  readonly name: string;
  readonly blob: Blob;
  /** What its user says of it, else its header; null if it could not be read as FITS. */
  readonly facts: CorrectedFacts | null;
}

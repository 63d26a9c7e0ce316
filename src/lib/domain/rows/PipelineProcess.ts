import type {
  DataProductGroupPk,
  DataProductPk,
  DataProductUid,
  PipelineProcessPk,
  TargetPk,
  UnixMilliseconds
} from '../units/Brand';
import type { Position } from '../sky/Position';
import type { Warning } from './Warning';

export const ASYNC_STATUS_PENDING = 'pending';
export const ASYNC_STATUS_CREATED = 'created';
export const ASYNC_STATUS_FAILED = 'failed';

export type FlagValues = Readonly<Record<string, boolean>>;
/** The value of a parameter that is one of the input files. */
export interface InputFileReference {
  readonly kind: 'inputFile';
  readonly uid: DataProductUid;
}
/** Null: a number that is not set. */
export type ParameterValues = Readonly<
  Record<string, number | string | Position | InputFileReference | null>
>;

/** One run of a pipeline on a target and its input files. */
export interface PipelineProcess {
  readonly pk: PipelineProcessPk;
  /** `<shortName>_<target pk>_<YYYYMMDDHHMMSS>`, unique. */
  readonly identifier: string;
  /** Of its pipeline, which may no longer be there. */
  readonly pipelineId: string;
  readonly created: UnixMilliseconds;
  /** Free text while it works; `pending`, `created` and `failed` are the system's own words. */
  readonly status: string;
  /** Ours, and what alone drives the queue: a pipeline may set any status, even `created`. */
  readonly stage: 'queued' | 'running' | 'finished';
  readonly terminalTimestamp: UnixMilliseconds | null;
  readonly failureMessage: string | null;
  /** What it left undone, or took for granted, in the order in which it said so. */
  readonly warnings: readonly Warning[];
  readonly targetPk: TargetPk | null;
  readonly inputFilePks: readonly DataProductPk[];
  readonly groupPk: DataProductGroupPk | null;
  readonly flags: FlagValues | null;
  readonly parameters: ParameterValues | null;
  /** 0 to 1, or null while the pipeline does not say. */
  readonly progress: number | null;
  readonly cancelRequested: boolean;
  /** When the pipeline last said anything: a run that has been silent for long may be stuck. */
  readonly lastActivity: UnixMilliseconds;
}

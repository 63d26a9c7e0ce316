import type { PipelineProcessPk } from '../units/Brand';

/** A piece of the log of a process; the pieces in the order of their keys are the log. */
export interface ProcessLog {
  readonly pk: number;
  readonly processPk: PipelineProcessPk;
  readonly text: string;
}

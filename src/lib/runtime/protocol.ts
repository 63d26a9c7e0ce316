/** What crosses the border of the pipeline's worker. */
import type { FinishedOutput, PhotometryMeasurement } from '../domain/rows/FinishedOutput';
import type { FlagValues, ParameterValues } from '../domain/rows/PipelineProcess';
import type { Target } from '../domain/rows/Target';
import type { Warning } from '../domain/rows/Warning';
import type { Preview } from '../pipelines/contract/definePipeline';
import type { StepOutcome } from '../pipelines/contract/frameSteps';
import type { InputFile } from '../domain/rows/InputFile';

export interface PreviewRequest {
  readonly target: Target | null;
  readonly inputFiles: readonly InputFile[];
  readonly flags: FlagValues | null;
  readonly parameters: ParameterValues | null;
}

export interface RunRequest extends PreviewRequest {
  readonly identifier: string;
  /** Of the target, for pipelines that read it. */
  readonly photometry: readonly PhotometryMeasurement[];
}

/** Where a run reports to while it works. */
export interface PipelineHost {
  /** The run goes on once it resolves: when the status has been saved, as everybody can see it. */
  updateStatus(status: string): void | Promise<void>;
  log(text: string): void | Promise<void>;
  warn(warning: Warning): void | Promise<void>;
  progress(fraction: number): void;
}

export type RunResult = (
  | { readonly outcome: 'created'; readonly outputs: readonly FinishedOutput[] }
  | { readonly outcome: 'failed'; readonly failureMessage: string }
) & {
  /** All that the host was told, in order. */
  readonly warnings: readonly Warning[];
};

/** What the pipeline's worker answers. */
export interface PipelineWorkerApi {
  run(name: string, request: RunRequest, host: PipelineHost): Promise<RunResult>;
  preview(name: string, request: PreviewRequest): Promise<Preview>;
  runFrameStep(
    name: string,
    step: string,
    file: InputFile,
    options: readonly unknown[]
  ): Promise<StepOutcome<unknown>>;
}

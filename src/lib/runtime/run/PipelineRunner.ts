import type { PipelineDescription } from '../../domain/rows/PipelineDescription';
import type { Preview } from '../../pipelines/contract/definePipeline';
import type { PipelineHost, PreviewRequest, RunRequest, RunResult } from '../protocol';

/**
 * Runs one pipeline once, or makes one preview of it, away from the page. Its caller must terminate it. All its answers
 * reject if the pipeline cannot be loaded, or if what runs it cannot start or breaks down.
 */
export interface PipelineRunner {
  describe(): Promise<PipelineDescription>;
  run(request: RunRequest, host: PipelineHost): Promise<RunResult>;
  /** @throws AsyncError saying why there is no preview */
  preview(request: PreviewRequest): Promise<Preview>;
  /** Ends the run at once, whatever it is doing. */
  terminate(): void;
}

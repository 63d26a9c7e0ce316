import type { InputFile } from '../../domain/rows/InputFile';
import type { Pipeline } from '../../pipelines/contract/definePipeline';
import { InvalidPipelineError } from '../../pipelines/contract/errors';
import type { FrameStep, StepOutcome } from '../../pipelines/contract/frameSteps';
import { isErrorOfFile } from '../../pipelines/contract/isErrorOfFile';

/**
 * Runs one of the steps of a pipeline on a frame.
 * @throws InvalidPipelineError if there is no such step
 * @throws whatever the step throws, unless it says what is wrong with the file
 */
export type RunFrameStep = (
  step: string,
  file: InputFile,
  options: readonly unknown[]
) => Promise<StepOutcome<unknown>>;

/** Loads the steps of a pipeline, once for any number of frames. */
export async function loadFrameSteps({ shortName, frameSteps }: Pipeline): Promise<RunFrameStep> {
  const steps = await frameSteps?.();
  return async (step, file, options) => {
    if (!steps || !Object.hasOwn(steps, step))
      throw new InvalidPipelineError(`'${step}' is not among the frameSteps of '${shortName}'`);
    try {
      const run = steps[step] as (...args: Parameters<FrameStep>) => unknown;
      return { result: await run(file, ...(options as never)), error: null };
    } catch (error) {
      if (!isErrorOfFile(error)) throw error;
      return { result: null, error: error.message };
    }
  };
}

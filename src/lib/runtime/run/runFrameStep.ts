import type { Pipeline } from '../../pipelines/contract/definePipeline';
import { InvalidPipelineError } from '../../pipelines/contract/errors';
import type { FrameStep, StepOutcome } from '../../pipelines/contract/frameSteps';
import { isErrorOfFile } from '../../pipelines/contract/isErrorOfFile';
import type { InputFile } from '../../domain/rows/InputFile';

/**
 * Runs one of the steps of a pipeline on a frame.
 * @throws whatever the step throws that does not tell what is wrong with the file
 */
export async function runFrameStep(
  { shortName, frameSteps }: Pipeline,
  step: string,
  file: InputFile,
  options: readonly unknown[]
): Promise<StepOutcome<unknown>> {
  const steps = await frameSteps?.();
  if (!steps || !Object.hasOwn(steps, step))
    throw new InvalidPipelineError(`'${step}' is not among the frameSteps of '${shortName}'`);
  try {
    const run = steps[step] as (...args: Parameters<FrameStep>) => unknown;
    return { result: await run(file, ...(options as never)), error: null };
  } catch (error) {
    if (!isErrorOfFile(error)) throw error;
    return { result: null, error: error.message };
  }
}

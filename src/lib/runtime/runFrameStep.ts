import type { Pipeline } from '../pipelines/contract/definePipeline';
import { InvalidPipelineError } from '../pipelines/contract/errors';
import type { FrameStep, StepOutcome } from '../pipelines/contract/frameSteps';
import type { InputFile } from '../pipelines/contract/process';

/** Errors that tell what is wrong with a file. They are told by name: `instanceof` does not hold between realms. */
const ERRORS_OF_FILES = new Set(['AsyncError', 'FitsError']);

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
    if (!(error instanceof Error && ERRORS_OF_FILES.has(error.name))) throw error;
    return { result: null, error: error.message };
  }
}

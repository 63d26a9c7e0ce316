import { checkPipeline } from '../../pipelines/contract/checkPipeline';
import type { Pipeline } from '../../pipelines/contract/definePipeline';
import { InvalidPipelineError } from '../../pipelines/contract/errors';
import { registry } from '../../pipelines/registry';

/**
 * The pipeline registered under this name.
 * @throws InvalidPipelineError if there is none, it cannot be loaded, or it breaks the contract.
 */
export async function loadPipeline(name: string, entries: typeof registry = registry): Promise<Pipeline> {
  if (!Object.hasOwn(entries, name)) throw new InvalidPipelineError(`Invalid pipeline name '${name}'`);
  try {
    return checkPipeline((await entries[name]!()).default);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidPipelineError(`Pipeline '${name}' cannot be used: ${reason}`, { cause: error });
  }
}

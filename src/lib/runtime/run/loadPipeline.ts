import { checkPipeline } from '../../pipelines/contract/checkPipeline';
import type { Pipeline } from '../../pipelines/contract/definePipeline';
import { InvalidPipelineError } from '../../pipelines/contract/errors';
import { registry } from '../../pipelines/registry';

/**
 * The pipeline registered under this id.
 * @throws InvalidPipelineError if there is none, it cannot be loaded, or it breaks the contract.
 */
export async function loadPipeline(id: string, entries: typeof registry = registry): Promise<Pipeline> {
  if (!Object.hasOwn(entries, id)) throw new InvalidPipelineError(`Invalid pipeline name '${id}'`);
  const { label, load } = entries[id]!;
  try {
    return checkPipeline((await load()).default);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidPipelineError(`Pipeline '${label}' cannot be used: ${reason}`, { cause: error });
  }
}

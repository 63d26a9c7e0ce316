import type { DataProduct } from './DataProduct';
import { isPipelineInput } from './isPipelineInput';
import { madeFromChosen } from './madeFromChosen';
import type { PipelineDescription } from './PipelineDescription';
import type { PipelineProcess } from './PipelineProcess';

/**
 * All products of a target that a pipeline can use, without those that runs made of others among them: the same light
 * would count twice.
 * @param processes all of the target
 */
export function pipelineInputs(
  pipeline: Pick<PipelineDescription, 'allowedSuffixes'>,
  products: readonly DataProduct[],
  processes: readonly PipelineProcess[]
): DataProduct[] {
  const usable = products.filter((product) => isPipelineInput(product, pipeline));
  const made = new Set(madeFromChosen(usable, products, processes).made);
  return usable.filter((product) => !made.has(product));
}

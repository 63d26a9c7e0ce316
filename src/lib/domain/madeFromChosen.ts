import type { DataProductPk } from './Brand';
import { correctedFacts } from './correctedFacts';
import type { DataProduct, FrameType } from './DataProduct';
import type { PipelineProcess } from './PipelineProcess';

/**
 * The chosen images that hold the light of other chosen ones: they come from a run on these, or on what runs made of
 * these. One chosen input is enough, as it is not known which inputs of a run an output is made of. Only images of one
 * frame type share light: a run makes its master bias of bias frames, not of the light frames it took with them.
 * @param products all of the target; through what has been deleted, nothing is traced
 * @param processes all of the target
 */
export function madeFromChosen(
  chosen: readonly DataProduct[],
  products: readonly DataProduct[],
  processes: readonly PipelineProcess[]
): DataProduct[] {
  const chosenPks = new Set(chosen.map(({ pk }) => pk));
  const kinds = new Map(products.map((product) => [product.pk, imageKind(product)]));
  const byPk = new Map(products.map((product) => [product.pk, product]));
  const runs = new Map(processes.map((process) => [process.groupPk, process]));
  /** By run and kind: all outputs of one kind are alike. */
  const known = new Map<string, boolean>();

  function isMadeFromChosen(product: DataProduct): boolean {
    const kind = kinds.get(product.pk);
    const run = runOf(product, runs);
    if (!kind || !run) return false;
    const key = `${run.pk}/${kind}`;
    if (!known.has(key))
      known.set(
        key,
        run.inputFilePks.some((pk) => kinds.get(pk) === kind && holdsChosen(pk))
      );
    return known.get(key)!;
  }
  const holdsChosen = (pk: DataProductPk): boolean => chosenPks.has(pk) || isMadeFromChosen(byPk.get(pk)!);

  return chosen.filter(isMadeFromChosen);
}

/** Null for what holds no image. */
function imageKind(product: DataProduct): FrameType | null {
  const facts = correctedFacts(product);
  return facts && facts.width !== null ? (facts.frameType ?? 'light') : null;
}

/** Others may have been put into the group of its outputs. */
function runOf(
  { productId, groupPks }: DataProduct,
  runs: ReadonlyMap<PipelineProcess['groupPk'], PipelineProcess>
): PipelineProcess | undefined {
  if (productId === null) return undefined;
  return groupPks
    .map((group) => runs.get(group))
    .find((run) => run && productId.startsWith(`${run.identifier}_`));
}

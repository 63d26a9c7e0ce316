import type { DataProductPk } from '../units/Brand';
import { correctedFacts } from './correctedFacts';
import type { DataProduct } from './DataProduct';
import type { FrameType } from '../image/FrameType';
import type { PipelineProcess } from './PipelineProcess';

/** Chosen files with light in common. */
interface SharedLight {
  /** Those that were made of others. */
  readonly made: DataProduct[];
  /** Those that they were made of; one may be both. */
  readonly sources: DataProduct[];
}

const NOTHING: ReadonlySet<DataProductPk> = new Set();

/**
 * The chosen images that hold the light of other chosen ones, and these: they come from a run on these, or on what runs
 * made of these. One chosen input is enough, as it is not known which inputs of a run an output is made of. Only images
 * of one frame type share light: a run makes its master bias of bias frames, not of the light frames it took with them.
 * @param products all of the target; nothing is traced through deleted products
 * @param processes all of the target
 */
export function madeFromChosen(
  chosen: readonly DataProduct[],
  products: readonly DataProduct[],
  processes: readonly PipelineProcess[]
): SharedLight {
  if (chosen.length < 2 || processes.length === 0) return { made: [], sources: [] };
  const chosenPks = new Set(chosen.map(({ pk }) => pk));
  const kinds = new Map(products.map((product) => [product.pk, imageKind(product)]));
  const byPk = new Map(products.map((product) => [product.pk, product]));
  const runs = new Map(processes.map((process) => [process.groupPk, process]));
  /** By run and kind: all outputs of one kind are alike. */
  const known = new Map<string, ReadonlySet<DataProductPk>>();

  function sourcesOf(product: DataProduct): ReadonlySet<DataProductPk> {
    const kind = kinds.get(product.pk);
    const run = runOf(product, runs);
    if (!kind || !run) return NOTHING;
    const key = `${run.pk}/${kind}`;
    const before = known.get(key);
    if (before) return before;
    const sources = new Set<DataProductPk>();
    const taken = new Set<ReadonlySet<DataProductPk>>();
    for (const pk of run.inputFilePks) {
      if (kinds.get(pk) !== kind) continue;
      if (chosenPks.has(pk)) sources.add(pk);
      const further = sourcesOf(byPk.get(pk)!);
      if (taken.has(further)) continue;
      taken.add(further);
      for (const source of further) sources.add(source);
    }
    known.set(key, sources);
    return sources;
  }

  const made = chosen.filter((product) => sourcesOf(product).size > 0);
  const sources = new Set([...new Set(made.map(sourcesOf))].flatMap((one) => [...one]));
  return { made, sources: chosen.filter(({ pk }) => sources.has(pk)) };
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

import type { DataProductPk } from '../../domain/units/Brand';
import type { DataProduct } from '../../domain/rows/DataProduct';
import { correctedFacts } from '../../domain/rows/correctedFacts';
import type { InputFile } from '../../domain/rows/InputFile';
import { dataProductsByPk } from '../../store/dataProducts';
import { storedFile } from '../files/storedFile';

/**
 * The products as a pipeline takes them: the oldest observation first; where the time is not known, or the same, those
 * that were added first.
 * @throws Error if some have been deleted, or their content is lost
 */
export async function inputFilesOf(pks: readonly DataProductPk[]): Promise<InputFile[]> {
  const products = await dataProductsByPk(pks);
  const missing = pks.length - products.length;
  if (missing) throw new Error(`${missing} of the ${pks.length} input files have been deleted`);
  return Promise.all(
    products.sort(byAge).map(async (product) => ({
      uid: product.uid,
      name: product.name,
      blob: await storedFile(product),
      facts: correctedFacts(product)
    }))
  );
}

const byAge = (a: DataProduct, b: DataProduct): number => startOf(a) - startOf(b) || a.pk - b.pk;

/** Those of an unknown time come last. */
const startOf = (product: DataProduct): number =>
  correctedFacts(product)?.observed?.start ?? Number.MAX_SAFE_INTEGER;

import type { DataProductPk } from '../../domain/units/Brand';
import { correctedFacts } from '../../domain/rows/correctedFacts';
import type { InputFile } from '../../domain/rows/InputFile';
import { dataProductsByPk } from '../../store/dataProducts';
import { storedFile } from '../files/storedFile';

/** The products as a pipeline takes them. @throws Error if some have been deleted, or their content is lost. */
export async function inputFilesOf(pks: readonly DataProductPk[]): Promise<InputFile[]> {
  const products = await dataProductsByPk(pks);
  const missing = pks.length - products.length;
  if (missing) throw new Error(`${missing} of the ${pks.length} input files have been deleted`);
  return Promise.all(
    products.map(async (product) => ({
      uid: product.uid,
      name: product.name,
      blob: await storedFile(product),
      facts: correctedFacts(product)
    }))
  );
}

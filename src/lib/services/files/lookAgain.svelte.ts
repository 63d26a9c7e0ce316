import type { DataProduct } from '../../domain/rows/DataProduct';
import type { Position } from '../../domain/sky/Position';
import type { ImportedFile } from '../../runtime/protocol';
import { FileWorker } from '../../runtime/files/FileWorker';
import { dataProductsNotLookedAt, type Look, saveLook, setNotLookedAt } from '../../store/dataProducts';
import { getTarget } from '../../store/targets';
import { errorSentence } from '../messages/errorSentence';
import { messages } from '../messages/messages.svelte';
import { now } from '../live/now';
import { storedFile } from './storedFile';
import { lookedAtText } from './sentences';

/** A file on which more workers were lost is looked at only when its user asks for it. */
const MAX_LOSSES = 2;

/** Whether files are being looked at again. */
export const looking = $state({ now: false });

/** Looks at all files that could not be looked at when they were added. Never throws. */
export async function lookAgain(): Promise<void> {
  // What cannot be read now is tried the next time; that the store cannot be read is told by the page.
  const products = await dataProductsNotLookedAt(MAX_LOSSES).catch(() => []);
  if (products.length > 0) await lookAgainAt(products);
}

/** Looks at these files, one after the other, and tells how it went. Never throws. */
export async function lookAgainAt(products: readonly DataProduct[]): Promise<void> {
  if (looking.now) return;
  looking.now = true;
  const worker = new FileWorker();
  let done = 0;
  try {
    for (const product of products) {
      const found = await look(worker, product);
      if (found) done++;
      else if (found === null) break;
    }
    messages.add(done === 0 ? 'info' : 'success', lookedAtText(done, products.length - done));
  } catch (error) {
    messages.add('error', errorSentence(error));
  } finally {
    worker.terminate();
    looking.now = false;
  }
}

/** Whether it could be looked at; null if that is no fault of this file. */
async function look(worker: FileWorker, product: DataProduct): Promise<boolean | null> {
  const target = await getTarget(product.targetPk);
  const found = await read(worker, product, target ? { ra: target.ra, dec: target.dec } : null);
  if (!found) return false;
  const { notLookedAt: because } = found.inspection;
  if (because === undefined) {
    await saveLook(product.pk, lookOf(product, found));
    return true;
  }
  const { losses } = product.notLookedAt!;
  await setNotLookedAt(product.pk, { because, losses: losses + (because === 'lost' ? 1 : 0) });
  return because === 'notLoaded' ? null : false;
}

/** Null if the browser has lost it, of which its pages tell. */
async function read(
  worker: FileWorker,
  product: DataProduct,
  target: Position | null
): Promise<ImportedFile | null> {
  const { name } = product;
  const blob = await storedFile(product).catch(() => null);
  if (!blob) return null;
  try {
    return await worker.importFile({ name, blob }, target);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ArchiveError') return null;
    const inspection = {
      type: '',
      facts: null,
      unreadable: error.message,
      remarks: [],
      kind: null,
      thumbnail: null
    } as const;
    return { name, blob, inspection, sha256: null };
  }
}

function lookOf(product: DataProduct, { name, blob, inspection, sha256 }: ImportedFile): Look {
  const { type, facts, unreadable, thumbnail } = inspection;
  const isOutput = product.productId !== null;
  return {
    found: {
      // Outputs keep the name and the type that their pipeline gave them.
      ...(!isOutput && { name, type, size: blob.size }),
      ...(sha256 !== null && { sha256 }),
      facts,
      // A table or a text that a pipeline wrote was never meant to be FITS.
      unreadable: isOutput && type === '' ? null : unreadable,
      modified: now()
    },
    file: blob.size === product.size ? null : blob,
    thumbnail
  };
}

import type { DataProductPk, UnixMilliseconds } from '../../domain/units/Brand';
import type { RequestedCorrections } from '../../presentation/correctionForm';
import { changeCorrections, type CorrectionChanges } from '../../domain/rows/Corrections';
import type { DataProduct } from '../../domain/rows/DataProduct';
import type { ObservedTime } from '../../domain/sky/ObservedTime';
import type { Position } from '../../domain/sky/Position';
import { FileWorker } from '../../runtime/files/FileWorker';
import { correctDataProducts } from '../../store/corrections';
import { errorSentence } from '../messages/errorSentence';
import { messages } from '../messages/messages.svelte';
import { now } from '../live/now';
import { plural } from '../messages/plural';
import { storedFile } from '../files/storedFile';

/** Reading files takes a while: who waits is told how it goes on, and can stop it. */
export interface Wait {
  readonly onread: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** A reading of the time that some of the chosen files offer. */
export interface OfferedTime {
  readonly source: string;
  /** In the first of the files; null if it does not offer it. */
  readonly start: UnixMilliseconds | null;
  /** In how many of the files. */
  readonly count: number;
}

/**
 * The readings of the time that files offer: those of the first file, the most trusted first, then others.
 * @param target its own coordinates
 * @throws Error naming the file that cannot be read; DOMException `AbortError`
 */
export async function offeredTimes(
  products: readonly DataProduct[],
  target: Position,
  wait: Wait
): Promise<OfferedTime[]> {
  const offered = new Map<string, OfferedTime>();
  const positionOf = ({ corrections }: DataProduct) => corrections.targetPosition ?? target;
  for await (const [product, times] of readTimes(products, positionOf, wait))
    for (const { source, start } of times) {
      const { count, ...known } = offered.get(source) ?? {
        source,
        start: product === products[0] ? start : null,
        count: 0
      };
      offered.set(source, { ...known, count: count + 1 });
    }
  return [...offered.values()];
}

/**
 * Corrects products, all or none, and offers to undo that. One that does not offer the chosen reading of the time
 * keeps its time.
 * @param target its own coordinates
 * @throws Error naming the file that cannot be read; DOMException `AbortError`
 */
export async function correct(
  products: readonly DataProduct[],
  target: Position,
  requested: RequestedCorrections,
  wait: Wait
): Promise<void> {
  const changes = await requestedChanges(products, target, requested, wait);
  if (changes.size === 0) {
    messages.add('info', 'Nothing was corrected: every field was left as it is');
    return;
  }
  const undo = await correctDataProducts(changes, now());
  const { timeSource } = requested;
  const lacking = timeSource ? products.filter(({ pk }) => !changes.get(pk)?.observed).length : 0;
  const [have, their] = lacking === 1 ? ['has', 'its'] : ['have', 'their'];
  const exception = `. ${lacking} of ${plural(products.length, 'file')} ${have} no ${timeSource}; ${their} time is as before`;
  messages.add('success', `Corrected ${plural(undo.size, 'data product')}${lacking > 0 ? exception : ''}`, {
    label: 'Undo',
    run: async () => void (await correctDataProducts(undo, now()))
  });
}

/** What changes in each product; where nothing does, it is left out. */
async function requestedChanges(
  products: readonly DataProduct[],
  target: Position,
  { timeSource, ...direct }: RequestedCorrections,
  wait: Wait
): Promise<Map<DataProductPk, CorrectionChanges>> {
  const alike: CorrectionChanges = { ...direct, ...(timeSource === null && { observed: null }) };
  const isAnyAlike = Object.keys(alike).length > 0;
  const changes = new Map(isAnyAlike ? products.map(({ pk }) => [pk, alike]) : []);

  // Where the target is moves the times that a file tells at the Sun: a chosen one is read anew.
  const isMoved = direct.targetPosition !== undefined;
  const sourceOf = ({ corrections }: DataProduct) =>
    isMoved && timeSource === undefined ? corrections.observed?.source : timeSource;
  const positionOf = ({ corrections }: DataProduct) =>
    changeCorrections(corrections, direct).targetPosition ?? target;
  for await (const [product, times] of readTimes(products.filter(sourceOf), positionOf, wait)) {
    const observed = times.find(({ source }) => source === sourceOf(product));
    if (observed) changes.set(product.pk, { ...alike, observed });
  }
  return changes;
}

/** One file after the other, so that a thousand need no more memory than one. */
async function* readTimes(
  products: readonly DataProduct[],
  positionOf: (product: DataProduct) => Position,
  { onread, signal }: Wait
): AsyncGenerator<readonly [DataProduct, readonly ObservedTime[]]> {
  const worker = new FileWorker();
  try {
    for (const [index, product] of products.entries()) {
      const times = await timesOf(worker, product, positionOf(product));
      signal.throwIfAborted();
      onread(index + 1, products.length);
      yield [product, times];
    }
  } finally {
    worker.terminate();
  }
}

async function timesOf(
  worker: FileWorker,
  product: DataProduct,
  { ra, dec }: Position
): Promise<readonly ObservedTime[]> {
  try {
    return await worker.readTimes(await storedFile(product), { ra, dec });
  } catch (error) {
    throw new Error(`'${product.name}' could not be read: ${errorSentence(error)}`, { cause: error });
  }
}

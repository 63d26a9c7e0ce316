import type { DataProductPk, UnixMilliseconds } from '../../domain/units/Brand';
import type { RequestedCorrections } from '../../presentation/correctionForm';
import { changeCorrections, type CorrectionChanges } from '../../domain/rows/Corrections';
import type { DataProduct } from '../../domain/rows/DataProduct';
import type { ObservedTime } from '../../domain/sky/ObservedTime';
import { timeRemarks } from '../../domain/sky/timeRemarks';
import { timeSourceText } from '../../domain/sky/sentences';
import type { TimeSource } from '../../domain/sky/TimeSource';
import { timeSourceKey, timeSourceOfKey, type TimeSourceKey } from '../../domain/sky/timeSourceKey';
import type { Position } from '../../domain/sky/Position';
import { FileWorker } from '../../runtime/files/FileWorker';
import { correctDataProducts } from '../../store/corrections';
import { errorSentence } from '../messages/errorSentence';
import { messages } from '../messages/messages.svelte';
import { now } from '../live/now';
import { plural } from '../messages/plural';
import { storedFile } from '../files/storedFile';

/** Reading files takes a while: how the caller follows the progress and stops it. */
export interface ReadOptions {
  readonly onread: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** A time source that some of the chosen files offer. */
export interface OfferedTime {
  readonly source: TimeSource;
  /** The start of the observation in the first file; null if that file does not offer this source. */
  readonly start: UnixMilliseconds | null;
  /** How many of the files offer it. */
  readonly count: number;
}

/**
 * The time sources that files offer: those of the first file, the most trusted first, then others.
 * @param target coordinates of the target itself
 * @throws Error naming the file that cannot be read; DOMException `AbortError`
 */
export async function offeredTimes(
  products: readonly DataProduct[],
  target: Position,
  options: ReadOptions
): Promise<OfferedTime[]> {
  const offered = new Map<TimeSourceKey, OfferedTime>();
  const positionOf = ({ corrections }: DataProduct) => corrections.targetPosition ?? target;
  for await (const [product, times] of readTimes(products, positionOf, options))
    for (const { source, start } of times) {
      const { count, ...known } = offered.get(timeSourceKey(source)) ?? {
        source,
        start: product === products[0] ? start : null,
        count: 0
      };
      offered.set(timeSourceKey(source), { ...known, count: count + 1 });
    }
  return [...offered.values()];
}

/**
 * Corrects all products or none, and offers to undo it. A product that does not offer the chosen time source keeps its
 * time.
 * @param target coordinates of the target itself
 * @throws Error naming the file that cannot be read; DOMException `AbortError`
 */
export async function correct(
  products: readonly DataProduct[],
  target: Position,
  requested: RequestedCorrections,
  options: ReadOptions
): Promise<void> {
  const changes = await requestedChanges(products, target, requested, options);
  if (changes.size === 0) {
    messages.add('info', 'Nothing was corrected: every field was left as it was');
    return;
  }
  const undo = await correctDataProducts(changes, now());
  const { timeSource } = requested;
  const missing = timeSource ? products.filter(({ pk }) => !changes.get(pk)?.observed).length : 0;
  const [have, times] = missing === 1 ? ['has', 'its time is'] : ['have', 'their times are'];
  const named = timeSource ? timeSourceText(timeSourceOfKey(timeSource)) : '';
  const exceptions = `. ${missing} of ${plural(products.length, 'file')} ${have} no ${named}; ${times} unchanged`;
  messages.add('success', `Corrected ${plural(undo.size, 'data product')}${missing > 0 ? exceptions : ''}`, {
    label: 'Undo',
    run: async () => void (await correctDataProducts(undo, now()))
  });
}

/** The changes to each product; products without any are left out. */
async function requestedChanges(
  products: readonly DataProduct[],
  target: Position,
  { timeSource, ...direct }: RequestedCorrections,
  options: ReadOptions
): Promise<Map<DataProductPk, CorrectionChanges>> {
  const common: CorrectionChanges = { ...direct, ...(timeSource === null && { observed: null }) };
  const hasCommon = Object.keys(common).length > 0;
  const changes = new Map(hasCommon ? products.map(({ pk }) => [pk, common]) : []);

  // Times that a file gives as HJD or BJD depend on the target's position: a chosen source is read again.
  const isMoved = direct.targetPosition !== undefined;
  const sourceOf = (product: DataProduct) =>
    isMoved && timeSource === undefined ? sourceByTarget(product) : timeSource;
  const positionOf = ({ corrections }: DataProduct) =>
    changeCorrections(corrections, direct).targetPosition ?? target;
  for await (const [product, times] of readTimes(products.filter(sourceOf), positionOf, options)) {
    const observed = times.find(({ source }) => timeSourceKey(source) === sourceOf(product));
    if (observed) changes.set(product.pk, { ...common, observed });
  }
  return changes;
}

/** The source of a time that follows where the target is said to be. */
function sourceByTarget({ corrections, facts }: DataProduct): TimeSourceKey | undefined {
  const { source } = corrections.observed ?? facts?.observed ?? {};
  const isConverted = source && timeRemarks(source).some(({ code }) => code === 'convertedToEarth');
  return isConverted ? timeSourceKey(source) : undefined;
}

/** One file after another, so that a thousand need no more memory than one. */
async function* readTimes(
  products: readonly DataProduct[],
  positionOf: (product: DataProduct) => Position,
  { onread, signal }: ReadOptions
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

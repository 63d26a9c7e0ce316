import type { DataProductPk, TargetPk, UnixMilliseconds } from '../../domain/units/Brand';
import type { RequestedCorrections } from '../../presentation/correctionForm';
import { changeCorrections, type CorrectionChanges } from '../../domain/rows/Corrections';
import { correctedFacts } from '../../domain/rows/correctedFacts';
import type { DataProduct } from '../../domain/rows/DataProduct';
import type { ObservedTime } from '../../domain/sky/ObservedTime';
import { timeRemarks } from '../../domain/sky/timeRemarks';
import { timeSourceText } from '../../domain/sky/sentences';
import type { TimeSource } from '../../domain/sky/TimeSource';
import { timeSourceKey, timeSourceOfKey, type TimeSourceKey } from '../../domain/sky/timeSourceKey';
import type { Position } from '../../domain/sky/Position';
import { FileWorker } from '../../runtime/files/FileWorker';
import { correctDataProducts, renewObserved } from '../../store/corrections';
import { dataProductsOfTarget } from '../../store/dataProducts';
import { getTarget } from '../../store/targets';
import { errorSentence } from '../messages/errorSentence';
import { messages } from '../messages/messages.svelte';
import { now } from '../live/now';
import { plural } from '../messages/plural';
import { storedFile } from '../files/storedFile';
import { withFileWorker } from '../files/withFileWorker';

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
  const undo = await apply(products, changes);
  const { timeSource } = requested;
  const missing = timeSource ? products.filter(({ pk }) => !changes.get(pk)?.observed).length : 0;
  const [have, times] = missing === 1 ? ['has', 'its time is'] : ['have', 'their times are'];
  const named = timeSource ? timeSourceText(timeSourceOfKey(timeSource)) : '';
  const exceptions = `. ${missing} of ${plural(products.length, 'file')} ${have} no ${named}; ${times} unchanged`;
  messages.add('success', `Corrected ${plural(undo.size, 'data product')}${missing > 0 ? exceptions : ''}`, {
    label: 'Undo',
    run: async () => void (await apply(products, undo))
  });
}

/** Makes changes, with new thumbnails where these show them. @returns the changes that undo this */
async function apply(
  products: readonly DataProduct[],
  changes: ReadonlyMap<DataProductPk, CorrectionChanges>
): Promise<ReadonlyMap<DataProductPk, CorrectionChanges>> {
  const thumbnails = new Map<DataProductPk, Blob>();
  const shown = products.filter(({ pk }) => changes.get(pk)?.mosaic !== undefined);
  if (shown.length > 0)
    await withFileWorker(async (worker) => {
      for (const product of shown) {
        const corrections = changeCorrections(product.corrections, changes.get(product.pk)!);
        const { filter, mosaic } = correctedFacts({ ...product, corrections })!;
        // What cannot be read keeps the picture that it has, and its pages say why it cannot.
        const thumbnail = await storedFile(product)
          .then((file) => worker.makeThumbnail(file, { filter, mosaic }))
          .catch(() => null);
        if (thumbnail) thumbnails.set(product.pk, thumbnail);
      }
    });
  return correctDataProducts(changes, thumbnails, now());
}

/**
 * Reads again the times that files give as seen from the Sun or the barycentre, after their target was moved: where it is
 * said to be decides when its light reached the Earth. Tells how it went, and never throws.
 */
export async function renewTimes(targetPk: TargetPk): Promise<void> {
  try {
    const target = await getTarget(targetPk);
    const products = await dataProductsOfTarget(targetPk);
    const moved = products.filter(
      (product) => product.corrections.targetPosition === undefined && sourceByTarget(product) !== undefined
    );
    if (!target || moved.length === 0) return;
    const options = { onread: () => undefined, signal: new AbortController().signal };
    for await (const [product, times] of readTimes(moved, () => target, options)) {
      const observed = times.find(({ source }) => timeSourceKey(source) === sourceByTarget(product));
      if (observed) await renewObserved(product.pk, observed, now());
    }
    messages.add('info', `The times of ${plural(moved.length, 'file')} follow the new position`);
  } catch (error) {
    messages.add('error', `Not all times of files follow the new position: ${errorSentence(error)}`);
  }
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

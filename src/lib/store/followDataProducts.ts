import { Dexie, type ObservabilitySet, RangeSet } from 'dexie';
import type { DataProductPk, TargetPk } from '../domain/units/Brand';
import type { DataProduct } from '../domain/rows/DataProduct';
import { dataProductKeysOfTarget, dataProductsInParts } from './dataProducts';
import { db } from './db';
import type { Followed } from './observe';

const CHANGED = [`idb://${db.name}/dataProducts/`, `idb://${db.name}/dataProducts/:dels`];

/**
 * The products of a target, newest first, now and after each change, in whichever tab. Only those that have changed are
 * read again: of the tens of thousands of a target to which more are added, all would be read with each batch.
 */
export const followDataProducts = (targetPk: TargetPk): Followed<DataProduct[]> => ({
  subscribe({ next, error }) {
    const rows = new Map<DataProductPk, DataProduct>();
    let changed = new RangeSet(-Infinity, Infinity);
    let isReading = false;
    let isEnded = false;
    Dexie.on.storagemutated.subscribe(onmutated);
    void read();
    return {
      unsubscribe() {
        isEnded = true;
        Dexie.on.storagemutated.unsubscribe(onmutated);
      }
    };

    function onmutated(parts: ObservabilitySet): void {
      for (const part of CHANGED) if (parts[part]) changed.add(parts[part]);
      void read();
    }

    async function read(): Promise<void> {
      if (isReading) return;
      isReading = true;
      try {
        for (let spans = spansOf(changed); spans.length > 0; spans = spansOf(changed)) {
          changed = new RangeSet();
          for (const span of spans) await readSpan(span);
          if (isEnded) return;
          next([...rows.values()].sort((a, b) => b.pk - a.pk));
        }
      } catch (failure) {
        if (!isEnded) error(failure);
      } finally {
        isReading = false;
      }
    }

    async function readSpan(span: Span | 'all'): Promise<void> {
      const found =
        span === 'all'
          ? await dataProductsInParts(await dataProductKeysOfTarget(targetPk))
          : await db.dataProducts.where('pk').between(span.from, span.to, true, true).toArray();
      if (span === 'all') rows.clear();
      else for (let pk = span.from; pk <= span.to; pk++) rows.delete(pk as DataProductPk);
      for (const product of found) if (product.targetPk === targetPk) rows.set(product.pk, product);
    }
  }
});

/** Keys that follow each other. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Dexie says of large changes only that all may have changed: as a range whose ends are no keys of rows. */
function spansOf(changed: RangeSet): readonly (Span | 'all')[] {
  const spans: Span[] = [];
  for (const { from, to } of changed as Iterable<{ from: unknown; to: unknown }>) {
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) return ['all'];
    const span = { from: from as number, to: to as number };
    const last = spans.at(-1);
    if (last && span.from <= last.to + 1) spans[spans.length - 1] = { from: last.from, to: span.to };
    else spans.push(span);
  }
  return spans;
}

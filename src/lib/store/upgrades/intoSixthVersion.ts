import type { Transaction } from 'dexie';
import type { FileFacts } from '../../domain/image/FileFacts';
import type { Corrections } from '../../domain/rows/Corrections';
import type { DataProduct } from '../../domain/rows/DataProduct';
import type { PhotometryValue, ReducedDatum } from '../../domain/rows/ReducedDatum';
import type { ObservedTime } from '../../domain/sky/ObservedTime';
import { timeSourceOfText } from './timeSourceOfText';

/** Until version 5, sources of times were texts. */
export type OldObservedTime = Omit<ObservedTime, 'source' | 'midSource'> & {
  readonly source: string;
  readonly midSource: string | null;
};
export type OldDataProduct = Omit<DataProduct, 'facts' | 'corrections'> & {
  readonly facts: (Omit<FileFacts, 'observed'> & { readonly observed: OldObservedTime | null }) | null;
  readonly corrections: Omit<Corrections, 'observed'> & { readonly observed?: OldObservedTime };
};
/** Until version 5, text was a bare string and all else photometry. */
type OldReducedDatum = Omit<ReducedDatum, 'value'> & {
  readonly value: string | Omit<PhotometryValue, 'kind'>;
};
type Changed = { value: unknown };

/** What is reduced says what kind of thing it is, and where a time comes from is data. */
export async function intoSixthVersion(transaction: Transaction): Promise<void> {
  await transaction
    .table('reducedDatums')
    .toCollection()
    .modify((datum: OldReducedDatum, row: Changed) => {
      row.value = { ...datum, value: newValue(datum.value) } satisfies ReducedDatum;
    });
  await transaction
    .table('dataProducts')
    .toCollection()
    .modify((product: OldDataProduct, row: Changed) => {
      row.value = newProduct(product);
    });
}

const newValue = (value: OldReducedDatum['value']): ReducedDatum['value'] =>
  typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'photometry', ...value };

function newProduct({ facts, corrections, ...product }: OldDataProduct): DataProduct {
  const { observed, ...others } = corrections;
  return {
    ...product,
    facts: facts && { ...facts, observed: facts.observed && newTime(facts.observed) },
    corrections: { ...others, ...(observed && { observed: newTime(observed) }) }
  };
}

const newTime = ({ source, midSource, ...time }: OldObservedTime): ObservedTime => ({
  ...time,
  source: timeSourceOfText(source),
  midSource: midSource === null ? null : timeSourceOfText(midSource)
});

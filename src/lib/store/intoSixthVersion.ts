import type { Transaction } from 'dexie';
import type { PhotometryValue, ReducedDatum } from '../domain/rows/ReducedDatum';

type OldReducedDatum = Omit<ReducedDatum, 'value'> & {
  readonly value: string | Omit<PhotometryValue, 'kind'>;
};
type Changed = { value: unknown };

/** What is reduced says what kind of thing it is; until version 5, text was a bare string and all else photometry. */
export async function intoSixthVersion(transaction: Transaction): Promise<void> {
  await transaction
    .table('reducedDatums')
    .toCollection()
    .modify((datum: OldReducedDatum, row: Changed) => {
      row.value = { ...datum, value: newValue(datum.value) } satisfies ReducedDatum;
    });
}

const newValue = (value: OldReducedDatum['value']): ReducedDatum['value'] =>
  typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'photometry', ...value };

import { itemAt } from '../../domain/units/itemAt';
import { qualitySentences } from '../../domain/measurement/sentences';
import type { FrameCatalogue } from './FrameCatalogue';
import type { CatalogueColumn } from './catalogueColumns';

/** The catalogue as a table, column names first. Unknown values are empty. */
export function catalogueRows(
  { quality }: Pick<FrameCatalogue, 'quality'>,
  columns: readonly CatalogueColumn[]
): readonly (readonly (string | number)[])[] {
  return [
    [...columns.map(({ label }) => label), 'against_it'],
    ...Array.from(quality, (bits, row) => [
      ...columns.map((column) => cell(column, row)),
      qualitySentences(bits)
    ])
  ];
}

function cell({ values, decimals, isSignificant, modulus }: CatalogueColumn, row: number): string | number {
  const value = itemAt(values, row);
  if (!Number.isFinite(value)) return '';
  if (isSignificant) return Number(value.toPrecision(decimals));
  const text = value.toFixed(decimals);
  return Number(text) === modulus ? (0).toFixed(decimals) : text;
}

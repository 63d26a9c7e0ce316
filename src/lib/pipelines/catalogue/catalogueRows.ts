import { itemAt } from '../../domain/units/itemAt';
import { qualitySentences } from '../../domain/measurement/sentences';
import type { FrameCatalogue } from './FrameCatalogue';
import type { CatalogueColumn } from './catalogueColumns';

/** The catalogue as a table, column names first. Unknown values are empty. */
export function catalogueRows(
  { quality }: FrameCatalogue,
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

function cell({ values, decimals, isSignificant }: CatalogueColumn, row: number): string | number {
  const value = itemAt(values, row);
  if (!Number.isFinite(value)) return '';
  return isSignificant ? Number(value.toPrecision(decimals)) : value.toFixed(decimals);
}

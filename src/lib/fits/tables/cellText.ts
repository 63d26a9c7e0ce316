import type { ColumnData } from './ColumnData';
import { numberText } from './numberText';

/**
 * A cell as text, for people and for CSV: numbers with the fewest digits that read back the same, logicals `T` or `F`,
 * bits `0101`, arrays separated by blanks. An undefined value is empty.
 * @param row counted from the first that was read
 */
export function cellText(data: ColumnData, row: number): string {
  const from = data.starts[row]!;
  const to = data.starts[row + 1]!;
  const texts = Array.from({ length: to - from }, (_, i) => valueText(data, from + i));
  return texts.join(data.column.type === 'X' ? '' : ' ');
}

function valueText(data: ColumnData, index: number): string {
  if (data.isNull?.[index]) return '';
  switch (data.kind) {
    case 'logical':
      if (data.column.type === 'X') return String(data.values[index]);
      return data.values[index] ? 'T' : 'F';
    case 'complex': {
      const re = numberText(data.values, 2 * index);
      const im = numberText(data.values, 2 * index + 1);
      return re === '' || im === '' ? '' : `${re}${im.startsWith('-') ? '' : '+'}${im}i`;
    }
    case 'number':
      return numberText(data.values, index);
    default:
      return String(data.values[index]);
  }
}

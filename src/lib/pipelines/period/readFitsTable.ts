import { figureText } from '../../domain/units/figureText';
import { describeTable } from '../../fits/tables/describeTable';
import { openFits } from '../../fits/file/openFits';
import { readTable } from '../../fits/tables/readTable';
import type { TableColumn } from '../../fits/tables/Table';
import { AsyncError } from '../api';
import type { Brightnesses } from './Brightnesses';
import type { ColumnNames } from './ColumnNames';
import { leftOut } from './leftOut';

/** In order of preference: better corrected ones first. */
const TIMES = ['TIME', 'BJD_TDB', 'BJD', 'HJD', 'MJD', 'JD', 'DATE'];
const FLUXES = ['PDCSAP_FLUX', 'DETREND_FLUX', 'KSPSAP_FLUX', 'SAP_FLUX', 'FLUX'];
const MAGNITUDES = ['MAG', 'MAGNITUDE'];
const ERRORS = (value: string): string[] => [
  `${value}_ERR`,
  `${value}ERR`,
  `${value}_ERROR`,
  'ERR',
  'ERROR',
  'MERR'
];
const QUALITIES = ['SAP_QUALITY', 'QUALITY'];

/**
 * Reads times and brightnesses from the first table that has both, such as the light curves of Kepler, K2 and TESS.
 * Fluxes are divided by their median; rows whose `QUALITY` is not 0 are left out.
 * @param file its name, for warnings
 * @throws AsyncError if there is none, FitsError if the file cannot be read
 */
export async function readFitsTable(file: string, blob: Blob, names: ColumnNames): Promise<Brightnesses> {
  const fits = await openFits(blob);
  for (const hdu of fits.hdus) {
    if (hdu.kind !== 'asciiTable' && hdu.kind !== 'binaryTable') continue;
    if (hdu.header.boolean('ZTABLE') || hdu.header.boolean('ZIMAGE')) continue;
    const table = describeTable(hdu);
    const time = find(table.columns, [names.time], TIMES);
    const value = find(table.columns, [names.value], [...FLUXES, ...MAGNITUDES]);
    if (!time || !value || time === value) continue;
    const error = find(table.columns, [names.error], ERRORS(value.name.toUpperCase()));
    const quality = find(table.columns, [], QUALITIES);
    const read = async (column: TableColumn | undefined): Promise<ArrayLike<number> | null> => {
      if (!column) return null;
      const [data] = await readTable(fits, table, 0, table.rows, [column]);
      if (data.kind !== 'number' || data.starts[table.rows] !== table.rows)
        throw new AsyncError(`column '${column.name}' does not have one number per row.`);
      return data.values;
    };
    const [times, values, errors, qualities] = [
      await read(time),
      await read(value),
      await read(error),
      await read(quality)
    ];
    return gather(file, times!, values!, errors, qualities, {
      time,
      value,
      error,
      isFlux: !MAGNITUDES.includes(value.name.toUpperCase()) && !/mag/i.test(value.name)
    });
  }
  throw new AsyncError(
    'no table has a column of times and one of brightnesses. Name the columns to use; measure images first.'
  );
}

function find(
  columns: readonly TableColumn[],
  asked: readonly string[],
  usual: readonly string[]
): TableColumn | undefined {
  const names = asked.some((name) => name.trim()) ? asked : usual;
  for (const name of names) {
    const wanted = name.trim().toUpperCase();
    const found = columns.find((column) => column.name.toUpperCase() === wanted);
    if (found) return found;
  }
  return undefined;
}

function gather(
  file: string,
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  errors: ArrayLike<number> | null,
  qualities: ArrayLike<number> | null,
  {
    time,
    value,
    error,
    isFlux
  }: {
    readonly time: TableColumn;
    readonly value: TableColumn;
    readonly error: TableColumn | undefined;
    readonly isFlux: boolean;
  }
): Brightnesses {
  const all = Array.from(times, (_, row) => row);
  const whole = all.filter((row) => Number.isFinite(times[row]) && Number.isFinite(values[row]));
  const kept = whole.filter((row) => !qualities?.[row]);
  if (kept.length === 0) throw new AsyncError(`no row has a time, a brightness and a quality of 0.`);
  const median = kept.map((row) => values[row]).sort((a, b) => a - b)[kept.length >> 1];
  const scale = isFlux && median > 0 ? median : 1;
  return {
    times: kept.map((row) => times[row]),
    values: kept.map((row) => values[row] / scale),
    errors: kept.map((row) => (errors ? errors[row] / scale : NaN)),
    filters: kept.map(() => ''),
    kind: isFlux ? 'flux' : 'magnitude',
    timeName: time.unit?.includes('BJD') ? time.unit : time.name,
    notes: [
      `${kept.length} measurements: times from column '${time.name}', brightnesses from '${value.name}', ` +
        (error ? `errors from '${error.name}'.` : 'no errors.'),
      ...(scale !== 1 ? [`Fluxes are divided by their median, ${figureText(scale, 6)}.`] : [])
    ],
    warnings: [
      ...leftOut(file, all.length - whole.length, 'unreadable'),
      ...leftOut(file, whole.length - kept.length, 'quality')
    ]
  };
}

import type { ColumnRole, PhotometryMapping, TimeKind } from '../domain/measurement/photometryTable';
import type { DelimitedTable } from './delimitedTable';
import { parseDecimal } from '../domain/units/parseDecimal';

/** What columns are called, in letters and digits only; the first pattern that matches counts. */
const ROLE_NAMES: readonly (readonly [RegExp, ColumnRole])[] = [
  [
    /^(bjd|hjd|mjd|jd|rjd|btjd|bkjd|julian)|^(time|date|datetime|obsdate|dateobs|timestamp|utc?|t)(utc)?$/,
    'time'
  ],
  [/flux|counts|^(c|k)mag$|^comp|^check|^hq/, ''],
  [
    /^e?mag.*(err|unc|sig|std)|^(mag)?(err(or)?|uncert(ainty)?|sigma|std|merr|emag|dmag)$|^(sigma|err|unc)mag/,
    'error'
  ],
  [/lim|^ul$|upper|fainter|nondet/, 'limit'],
  [/^(filt(er)?(code|id|name)?|band|passband|fid)$/, 'filter'],
  [/^(source|obs(erver)?(code|id)?|camera|telescope|site|survey|author)$/, 'source'],
  [/^a(ir)?mass$/, 'airmass'],
  [/^([ubvrigzyjhk]?mag(nitude)?[a-z]?\d?|m|rel[a-z]*mag|mag(ap|psf|auto|cal|inst))$/, 'magnitude']
];
const FILTER =
  /^([UBVRIJHKLGCWugrizy]|[ugrizy]['ps]|[SPZ][A-Z]|C[VR]|T[BGR]|Vis(ual|\.)?|clear|lum(inance)?|z[gri])$/i;
const SAMPLE_ROWS = 50;

/** Guesses what the columns mean from their names or, where those do not say, from their content. */
export function guessPhotometryMapping(table: DelimitedTable): PhotometryMapping {
  const columns = table.rows[0]!.map((_, column) =>
    table.rows.slice(0, SAMPLE_ROWS).map((row) => row[column]!)
  );
  const byName = rolesByName(columns.map((_, column) => table.names[column] ?? ''));
  const isNamed = byName.includes('time') && byName.includes('magnitude');
  const roles = isNamed ? byName : rolesByContent(columns);
  const time = roles.indexOf('time');
  const name = table.settings.get('DATE') ?? table.names[time] ?? '';
  return { roles, timeKind: timeKind(plain(name), columns[time]?.find((cell) => cell !== '') ?? '') };
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The first column that matches a role gets it; the others are not used. */
function rolesByName(names: readonly string[]): ColumnRole[] {
  const taken = new Set<ColumnRole>();
  return names.map((name) => {
    const role = ROLE_NAMES.find(([pattern]) => pattern.test(plain(name)))?.[1] ?? '';
    if (taken.has(role)) return '';
    taken.add(role);
    return role;
  });
}

/** Time, magnitude and error in the order in which such columns come; a filter by its usual names. */
function rolesByContent(columns: readonly (readonly string[])[]): ColumnRole[] {
  const roles: ColumnRole[] = columns.map(() => '');
  const claim = (role: ColumnRole, matches: (cell: string) => boolean) => {
    const found = columns.findIndex(
      (cells, column) =>
        roles[column] === '' &&
        cells.some((cell) => cell !== '') &&
        cells.every((cell) => cell === '' || matches(cell))
    );
    if (found >= 0) roles[found] = role;
  };
  const within = (min: number, max: number) => (cell: string) => {
    const value = parseDecimal(cell.replace(/^[<>]/, ''));
    return value >= min && value <= max;
  };
  claim('time', (cell) => within(1000, 3e6)(cell) || /^\d{4}-\d\d-\d\d/.test(cell));
  claim('magnitude', within(-30, 40));
  if (roles.indexOf('magnitude') >= 0) claim('error', within(0, 2));
  claim('filter', (cell) => FILTER.test(cell));
  return roles;
}

function timeKind(name: string, cell: string): TimeKind {
  const value = parseDecimal(cell);
  if (Number.isNaN(value)) return 'iso';
  if (/btjd|tess/.test(name)) return 'tess';
  if (/bkjd|kepler/.test(name)) return 'kepler';
  const scale = /bjd|bary/.test(name) ? 'bjd' : /hjd|helio/.test(name) ? 'hjd' : 'jd';
  if (value >= 1e6) return scale;
  if (scale === 'jd' && !/^r?jd/.test(name)) return 'mjd';
  return `${scale}${value >= 20_000 ? '2400000' : '2450000'}`;
}

import type { ColumnRole, PhotometryMapping, TimeKind } from '../domain/measurement/photometryTable';
import type { DelimitedTable } from './delimitedTable';
import { parseDecimal } from '../domain/units/parseDecimal';

/** What columns are called, in letters and digits only; the first pattern that matches counts. */
const ROLE_NAMES: readonly (readonly [RegExp, ColumnRole])[] = [
  [
    /^(bjd|hjd|mjd|jd|rjd|btjd|bkjd|julian)|^(time|date|datetime|obsdate|dateobs|timestamp|utc?|t)(utc)?$/,
    'time'
  ],
  [/^(c|k)mag$|^comp|^check|^hq/, ''],
  [
    /^e?mag.*(err|unc|sig|std)|^(mag)?(err(or)?|uncert(ainty)?|sigma|std|merr|emag|dmag)$|^(sigma|err|unc)mag|^s\d$/,
    'error'
  ],
  [/lim|^ul$|upper|fainter|nondet/, 'limit'],
  [/^(filt(er)?(code|id|name)?|band|passband|fid)$/, 'filter'],
  [/^(source|obs(erver)?(code|id)?|camera|telescope|site|survey|author)$/, 'source'],
  [/^a(ir)?mass$/, 'airmass'],
  [/^([ubvrigzyjhk]?mag(nitude)?[a-z]?\d?|m|vc\d?|rel[a-z]*mag|mag(ap|psf|auto|cal|inst))$/, 'magnitude']
];
/** The same where there are fluxes in place of magnitudes. Of several stars, T1 is the target. */
const FLUX_NAMES: readonly (readonly [RegExp, ColumnRole])[] = [
  ...ROLE_NAMES.filter(([, role]) => role !== 'magnitude' && role !== 'error'),
  [/(c\d+|total|sky.*|background|bkg.*)$/, ''],
  [/flux.*(err|unc|sig)|(err|unc|sig).*flux|^(flux)?(err(or)?|uncert(ainty)?|sigma|std)$/, 'error'],
  [/flux|^counts$/, 'flux']
];
/** The value of DIFF in reports of exoplanets. */
const DIFFERENCE = 'diff';
const FILTER =
  /^([UBVRIJHKLGCWugrizy]|[ugrizy]['ps]|[SPZ][A-Z]|C[VR]|T[BGR]|Vis(ual|\.)?|clear|lum(inance)?|z[gri])$/i;
const SAMPLE_ROWS = 50;
/** Relative fluxes are. */
const ABOUT_ONE = [0.2, 2] as const;

/** Guesses what the columns mean from their names or, where those do not say, from their content. */
export function guessPhotometryMapping(table: DelimitedTable): PhotometryMapping {
  const columns = table.rows[0]!.map((_, column) =>
    table.rows.slice(0, SAMPLE_ROWS).map((row) => row[column]!)
  );
  const names = columns.map((_, column) => table.names[column] ?? '');
  const roles = guessRoles(names, columns, table.settings);
  const time = roles.indexOf('time');
  const { settings } = table;
  const name = settings.get('DATE') ?? settings.get('DATE_TYPE') ?? table.names[time] ?? '';
  return { roles, timeKind: timeKind(plain(name), columns[time]?.find((cell) => cell !== '') ?? '') };
}

function guessRoles(
  names: readonly string[],
  columns: readonly (readonly string[])[],
  settings: DelimitedTable['settings']
): readonly ColumnRole[] {
  const has = (roles: readonly ColumnRole[], role: ColumnRole): boolean => roles.includes(role);
  const magnitudes = rolesByName(names, ROLE_NAMES);
  if (has(magnitudes, 'time') && has(magnitudes, 'magnitude')) return magnitudes;
  const kind = differenceKind(settings.get('MEASUREMENT_TYPE'));
  const isDifference = names.findIndex((name) => plain(name) === DIFFERENCE);
  if (has(magnitudes, 'time') && isDifference >= 0)
    return magnitudes.map((role, column) => (column === isDifference ? kind : role));
  const fluxes = rolesByName(names, FLUX_NAMES);
  if (has(fluxes, 'time') && has(fluxes, 'flux')) return fluxes;
  return rolesByContent(columns);
}

/** In reports of exoplanets; nothing if they do not say. */
function differenceKind(type = ''): ColumnRole {
  if (/flux/i.test(type)) return 'flux';
  return /mag/i.test(type) ? 'magnitude' : '';
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The first column that matches a role gets it; the others are not used. */
function rolesByName(names: readonly string[], patterns: typeof ROLE_NAMES): ColumnRole[] {
  const taken = new Set<ColumnRole>();
  return names.map((name) => {
    const role = patterns.find(([pattern]) => pattern.test(plain(name)))?.[1] ?? '';
    if (taken.has(role)) return '';
    taken.add(role);
    return role;
  });
}

/**
 * Time, magnitude and error in the order in which such columns come; a filter by its usual names. Numbers that count are
 * no magnitudes, and those about 1 may be fluxes: who knows them must say.
 */
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
  const counters = columns.flatMap((cells, column) => (isCounter(cells) ? [column] : []));
  for (const column of counters) roles[column] ||= 'limit';
  claim('magnitude', within(-30, 40));
  for (const column of counters) if (roles[column] === 'limit') roles[column] = '';
  const found = roles.indexOf('magnitude');
  if (found >= 0) claim('error', within(0, 2));
  if (found >= 0 && areAboutOne(columns[found]!)) roles[found] = '';
  claim('filter', (cell) => FILTER.test(cell));
  return roles;
}

/** Whether cells are whole numbers, each one more than the one before. */
const isCounter = (cells: readonly string[]): boolean =>
  cells.length > 1 &&
  cells.every((cell, i) => /^\d+$/.test(cell) && (i === 0 || Number(cell) === Number(cells[i - 1]) + 1));

function areAboutOne(cells: readonly string[]): boolean {
  const values = cells
    .filter((cell) => cell !== '')
    .map(parseDecimal)
    .sort((a, b) => a - b);
  const middle = values[values.length >> 1]!;
  return values[0]! > 0 && middle > ABOUT_ONE[0] && middle < ABOUT_ONE[1];
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

/** What a column of a table of photometry holds, and what that is called. */
export const COLUMN_ROLES = {
  '': 'Not used',
  time: 'Time',
  magnitude: 'Magnitude',
  flux: 'Flux',
  error: 'Error',
  filter: 'Filter',
  limit: 'Limit',
  source: 'Source',
  airmass: 'Airmass'
} as const;
export type ColumnRole = keyof typeof COLUMN_ROLES;

/** How bright a star is, in one way or the other. */
export const BRIGHTNESS_ROLES: readonly ColumnRole[] = ['magnitude', 'flux'];

const HELIOCENTRIC =
  'Taken as UTC. Moved from the Sun to the Earth by the time that light from the target takes, up to 8.3 minutes.';
const BARYCENTRIC =
  'Taken as TDB. Moved from the barycentre to the Earth by the time that light from the target takes, up to 8.4 minutes, and from TDB to UTC, 69.184 seconds less since 2017. BJD is kept as well.';

/** How a table gives times: `zero` is the Julian date at which its count begins. */
export const TIME_KINDS = {
  iso: { label: 'Date and time (ISO 8601)', form: 'date', zero: 0, help: 'Taken as UTC.' },
  mjd: { label: 'MJD', form: 'jdUtc', zero: 2_400_000.5, help: 'Taken as UTC.' },
  jd: { label: 'JD', form: 'jdUtc', zero: 0, help: 'Taken as UTC.' },
  jd2400000: { label: 'JD − 2400000', form: 'jdUtc', zero: 2_400_000, help: 'Taken as UTC.' },
  jd2450000: { label: 'JD − 2450000', form: 'jdUtc', zero: 2_450_000, help: 'Taken as UTC.' },
  hjd: { label: 'HJD', form: 'hjdUtc', zero: 0, help: HELIOCENTRIC },
  hjd2400000: { label: 'HJD − 2400000', form: 'hjdUtc', zero: 2_400_000, help: HELIOCENTRIC },
  hjd2450000: { label: 'HJD − 2450000', form: 'hjdUtc', zero: 2_450_000, help: HELIOCENTRIC },
  bjd: { label: 'BJD', form: 'bjdTdb', zero: 0, help: BARYCENTRIC },
  bjd2400000: { label: 'BJD − 2400000', form: 'bjdTdb', zero: 2_400_000, help: BARYCENTRIC },
  bjd2450000: { label: 'BJD − 2450000', form: 'bjdTdb', zero: 2_450_000, help: BARYCENTRIC },
  kepler: { label: 'BJD − 2454833 (Kepler)', form: 'bjdTdb', zero: 2_454_833, help: BARYCENTRIC },
  tess: { label: 'BJD − 2457000 (TESS)', form: 'bjdTdb', zero: 2_457_000, help: BARYCENTRIC }
} as const;
export type TimeKind = keyof typeof TIME_KINDS;

/** What the columns of a table mean. */
export interface PhotometryMapping {
  /** One for each column. */
  readonly roles: readonly ColumnRole[];
  readonly timeKind: TimeKind;
}

/** What can be made of a table. */
export interface PhotometryTableReport {
  /** Names of the columns; empty where the table has none. */
  readonly names: readonly string[];
  /** The first rows, as they are in the file. */
  readonly preview: readonly (readonly string[])[];
  readonly rows: number;
  readonly mapping: PhotometryMapping;
  /** How many rows can be read. */
  readonly readable: number;
  /** Why the others cannot be, the first of them. */
  readonly problems: readonly RowProblem[];
  /** Remarks on those that can. */
  readonly notes: readonly string[];
}

export interface RowProblem {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

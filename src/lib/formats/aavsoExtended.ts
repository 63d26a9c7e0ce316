/** One measurement for the AAVSO. */
export interface AavsoObservation {
  /** Julian date, UTC, of the middle of the exposure. */
  readonly jd: number;
  readonly magnitude: number;
  /** It was not seen: it is fainter than `magnitude`. */
  readonly isLimit: boolean;
  /** NaN where it is unknown, as are all that follow. */
  readonly error: number;
  /** Instrumental magnitudes. */
  readonly comparisonMagnitude: number;
  readonly checkMagnitude: number;
  readonly airmass: number;
}

export interface AavsoReport {
  readonly star: string;
  /** Code assigned by the AAVSO; whoever has none fills it in later. */
  readonly observer: string;
  readonly software: string;
  /** As named in the header of the frames. */
  readonly filter: string;
  /** Whether magnitudes are on a standard scale, from known ones of the comparison stars, rather than differences. */
  readonly isStandard: boolean;
  /** The name of the one comparison star, or `ENSEMBLE`. */
  readonly comparison: string;
  readonly check: string | null;
  readonly notes: string;
  readonly observations: readonly AavsoObservation[];
}

const FIELDS = 'NAME,DATE,MAG,MERR,FILT,TRANS,MTYPE,CNAME,CMAG,KNAME,KMAG,AMASS,GROUP,CHART,NOTES';
const UNKNOWN = 'na';

/** Names of filters in headers -> their AAVSO codes. */
const FILTERS: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/^(?:johnson|bessell?)?[ _-]*([UBV])$/i, '$1'],
  [/^(?:johnson|bessell?|cousins|kron)?[ _-]*([RI])c?$/i, '$1'],
  [/^([JHK])s?$/i, '$1'],
  [/^(?:sdss|sloan)?[ _-]*([ugriz])(?:p|'|prime|s)$/i, 'S$1'],
  [/^(?:sdss|sloan)[ _-]*([ugriz])$/i, 'S$1'],
  [/^(?:tg|g|green)$/i, 'TG'],
  [/^(?:tb|blue)$/i, 'TB'],
  [/^(?:tr|red)$/i, 'TR'],
  [/^(?:c|cv|clear|lum(?:inance)?|l|open|air|none|empty)$/i, 'CV'],
  [/^(?:h-?a|halpha|ha)$/i, 'HA']
];

/**
 * Light-curve points in the AAVSO Extended File Format, version 1.2 (AAVSO, 2011, updated 2021), one line each.
 * No field is longer than the format allows, and none contains a comma.
 */
export function aavsoExtended(report: AavsoReport): string {
  const { star, observer, software, filter, isStandard, comparison, check, notes, observations } = report;
  const rows = observations.map(
    ({ jd, magnitude, error, isLimit, comparisonMagnitude, checkMagnitude, airmass }) =>
      [
        text(star, 30),
        number(jd, 6, 16),
        isLimit ? `<${number(magnitude, 4, 7)}` : number(magnitude, 4, 8),
        number(error, 4, 6),
        aavsoFilter(filter) ?? UNKNOWN,
        'NO',
        isStandard ? 'STD' : 'DIF',
        text(comparison, 20),
        number(comparisonMagnitude, 3, 8),
        text(check ?? '', 20),
        number(checkMagnitude, 3, 8),
        number(airmass, 3, 7),
        UNKNOWN,
        UNKNOWN,
        text(notes, 1000)
      ].join(',')
  );
  return [
    '#TYPE=EXTENDED',
    `#OBSCODE=${text(observer, 5, '')}`,
    `#SOFTWARE=${text(software, 255)}`,
    '#DELIM=,',
    '#DATE=JD',
    '#OBSTYPE=CCD',
    `#${FIELDS}`,
    ...rows,
    ''
  ].join('\r\n');
}

/** The AAVSO code of a filter; null if it has none. */
export function aavsoFilter(name: string): string | null {
  const found = FILTERS.find(([pattern]) => pattern.test(name.trim()));
  return found ? name.trim().replace(found[0], found[1]).toUpperCase() : null;
}

/** Printable ASCII without the delimiter. */
const text = (value: string, limit: number, fallback = UNKNOWN): string =>
  value
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replaceAll(',', ';')
    .trim()
    .slice(0, limit) || fallback;

/** With a decimal point, as the format demands, and with fewer decimals where they do not fit. */
function number(value: number, decimals: number, limit: number): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  for (let places = decimals; places > 0; places--) {
    const written = value.toFixed(places);
    if (written.length <= limit) return written;
  }
  return UNKNOWN;
}

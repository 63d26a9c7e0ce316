import { formatCard } from '../file/formatCard';

/** Keywords of an axis of world coordinates, or of two, with the letter of their version (FITS 4.0, table 22). */
const OF_AXIS = /^(?:(?:CTYPE|CUNIT|CRVAL|CDELT|CRPIX|CROTA)(\d+)|(?:CD|PC)(\d+)_(\d+))([A-Z]?) *=/;
const AXES = /^WCSAXES([A-Z]?) *= *(\d*)/;
const CARD = /.{80}/gs;

interface Version {
  /** What WCSAXES says. */
  stated: number;
  highest: number;
}

/**
 * Cards with WCSAXES before all others of world coordinates, where the standard wants it (FITS 4.0, section 8.1), or where
 * the data have fewer axes than the coordinates: those of a frame that are carried to a header without data, of a cube to
 * one of its planes.
 * @param cards of 80 characters each
 * @param axes of the data
 */
export function withWcsAxes(cards: string, axes: number): string {
  const all = cards.match(CARD) ?? [];
  const versions = new Map<string, Version>();
  for (const card of all) noteCard(card, versions);
  const pending = new Map([...versions].filter(([, { stated, highest }]) => stated > 0 || highest > axes));
  return all
    .flatMap((card) => {
      const letter = AXES.exec(card)?.[1] ?? OF_AXIS.exec(card)?.[4];
      const version = letter === undefined ? undefined : pending.get(letter);
      if (version) pending.delete(letter!);
      const first = version
        ? [formatCard([`WCSAXES${letter}`, Math.max(version.stated, version.highest)])]
        : [];
      return AXES.test(card) && versions.has(letter!) ? first : [...first, card];
    })
    .join('');
}

function noteCard(card: string, versions: Map<string, Version>): void {
  const stated = AXES.exec(card);
  const axis = OF_AXIS.exec(card);
  const letter = stated?.[1] ?? axis?.[4];
  if (letter === undefined) return;
  const version = versions.get(letter) ?? { stated: 0, highest: 0 };
  if (stated) version.stated = Number(stated[2]);
  if (axis)
    version.highest = Math.max(version.highest, ...axis.slice(1, 4).map((index) => Number(index ?? 0)));
  versions.set(letter, version);
}

/** Summer and winter times, in capitals: SharpCap's `Est. Frame Start` is none of them. */
const CLOCKS_OF_ZONES = /\b(CES?T|MES?Z|BST|[ECMP]DT|[ECMP]ST|AE[DS]T|JST|DST)\b(?!\.)/;
/** UTC+14, minutes. */
const MAX_CLOCK_OFFSET = 14 * 60;

/** Minutes by which a clock was ahead of UTC, if a comment says so: `Local time, UTC+2`, `GMT-0430`. */
export function clockOffset(comment: string): number | null {
  const parts = /\b(?:UTC?|GMT) ?([+-]) ?(\d\d?)(?::?(\d\d))? ?(?:h|hrs?|hours?)?(?![\w.:])/i.exec(comment);
  if (!parts) return null;
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  return minutes <= MAX_CLOCK_OFFSET ? (parts[1] === '-' ? -minutes : minutes) : null;
}

/** Whether nothing is known of a clock but that it did not show UTC. */
export const isLocalClock = (comment: string, system: string): boolean =>
  system.startsWith('LOCAL') ||
  CLOCKS_OF_ZONES.test(comment) ||
  (/\blocal\b/i.test(comment) && !/\bUTC?\b/.test(comment));

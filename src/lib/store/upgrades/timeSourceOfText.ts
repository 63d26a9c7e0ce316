import type { HeaderInstant, TimeRemark, TimeSource } from '../../domain/sky/TimeSource';

const INSTANT =
  /^([A-Z0-9_-]+(?: \+ [A-Z0-9_-]+)?)(, without time of day)?(?:, as seen from the (Sun|barycentre))?(?: \(([^()]+?)(, not converted)?\))?$/;
const HALFWAY = /^(.+) to (.+)$/;
const OTHER_MOMENT = /^(.+), (mid|end) of exposure$/;
/** The keywords of exposure times that version 5 knew; a time of day, after the date, has others. */
const EXPOSURE = /^(.+) ([+-]) (EXPTIME|EXPOSURE|XPOSURE|EXP_TIME|EXP-TIME|EXP)( \/ 2)?$/;
const OF_HDU = /^(.+) of HDU (\d+)$/;
const AT_SUN = /^(HJD.*|HELJD|JD-HELIO)$/;
const AT_BARYCENTRE = /^BJD/;

/** A source of a time from the text that named it until version 5 of the store; one that was not of its forms stays text. */
export function timeSourceOfText(text: string): TimeSource {
  const [, whole = text, hdu] = OF_HDU.exec(text) ?? [];
  const read = (instant: string | undefined) =>
    readInstant(instant ?? '', hdu === undefined ? null : Number(hdu));
  const here = read(whole);
  if (here) return { code: 'instant', parameters: { instant: here } };
  const [, given, sign, keyword = '', half] = EXPOSURE.exec(whole) ?? [];
  const exposed = read(given);
  const fraction = (sign === '-' ? -1 : 1) * (half === undefined ? 1 : 0.5);
  if (exposed)
    return { code: 'exposure', parameters: { instant: exposed, keyword, fraction, contradictedBy: null } };
  const [, from, to] = HALFWAY.exec(whole) ?? [];
  const [start, end] = [read(from), read(to)];
  if (start && end) return { code: 'halfway', parameters: { start, end } };
  const [, other, moment] = OTHER_MOMENT.exec(whole) ?? [];
  const instant = read(other);
  if (instant)
    return { code: 'otherMoment', parameters: { instant, moment: moment === 'mid' ? 'mid' : 'end' } };
  return { code: 'text', parameters: { text } };
}

function readInstant(text: string, hdu: number | null): HeaderInstant | null {
  const [, names, isBare, place, system, isUnconverted] = INSTANT.exec(text) ?? [];
  if (names === undefined) return null;
  const keywords = names.split(' + ');
  const remarks: TimeRemark[] = [];
  if (isBare) remarks.push({ code: 'noTimeOfDay', parameters: {} });
  const seenFrom = place && (place === 'Sun' ? 'sun' : 'barycentre');
  const reference = AT_SUN.test(names) ? 'sun' : AT_BARYCENTRE.test(names) ? 'barycentre' : null;
  if (seenFrom) remarks.push({ code: 'seenFrom', parameters: { place: seenFrom } });
  else if (reference) remarks.push({ code: 'convertedToEarth', parameters: { place: reference } });
  if (system === 'local time') remarks.push({ code: 'localTime', parameters: {} });
  else if (system !== undefined)
    remarks.push({ code: isUnconverted ? 'notConverted' : 'converted', parameters: { system } });
  return { keywords, hdu, remarks };
}

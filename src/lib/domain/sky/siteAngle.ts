import { parseDeclination } from './coordinates';

/** Degrees of a latitude or longitude: `-110.88`, `110:52:48`, `34 26 W`; NaN for other texts. */
export function siteAngle(text: string): number {
  if (text === '') return NaN;
  if (Number.isFinite(Number(text))) return Number(text);
  const [, number = text, side = ''] = /^(.*?)\s*([NSEW])$/i.exec(text.trim()) ?? [];
  const [whole = '', ...rest] = number.split(/[:\s]+/);
  const sign = whole.startsWith('-') ? -1 : 1;
  try {
    const value = Number(whole) + sign * parseDeclination(['0', ...rest].join(':'));
    return /[SW]/i.test(side) ? -value : value;
  } catch {
    return NaN;
  }
}

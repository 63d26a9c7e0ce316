import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[ED][+-]?\d+)?$/i;

/**
 * The number on a card that the world coordinate system depends on, also in quotes, as some programs write it.
 * @param fallback the number for a card that is absent or undefined; without it the card must be there
 * @throws FitsError if it is missing, or is not a number
 */
export function wcsNumber(header: FitsHeader, keyword: string, fallback?: number): number {
  const value = header.number(keyword) ?? numberIn(header.string(keyword)?.trim() ?? '');
  if (value !== null) return value;
  const isAbsent = !header.has(keyword) || header.get(keyword) === null;
  if (isAbsent && fallback !== undefined) return fallback;
  throw new FitsError(
    isAbsent ? `There is no ${keyword}.` : `${keyword} is not a number: ${describe(header, keyword)}.`
  );
}

const numberIn = (text: string): number | null =>
  NUMBER.test(text) ? Number(text.replace(/d/i, 'e')) : null;

const describe = (header: FitsHeader, keyword: string): string => {
  const value = header.get(keyword);
  return typeof value === 'string' ? `'${value}'` : 'it has no legal value';
};

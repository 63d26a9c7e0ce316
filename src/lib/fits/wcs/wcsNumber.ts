import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';

/**
 * The number on a card that the world coordinate system depends on.
 * @param fallback the number for a card that is absent or undefined; without it the card must be there
 * @throws FitsError if it is missing, or is not a number
 */
export function wcsNumber(header: FitsHeader, keyword: string, fallback?: number): number {
  const value = header.number(keyword);
  if (value !== null) return value;
  const isAbsent = !header.has(keyword) || header.get(keyword) === null;
  if (isAbsent && fallback !== undefined) return fallback;
  throw new FitsError(
    isAbsent ? `There is no ${keyword}.` : `${keyword} is not a number: ${describe(header, keyword)}.`
  );
}

const describe = (header: FitsHeader, keyword: string): string => {
  const value = header.get(keyword);
  return typeof value === 'string' ? `'${value}'` : 'it has no legal value';
};

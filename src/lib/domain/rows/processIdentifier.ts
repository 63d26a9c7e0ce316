import type { TargetPk } from '../units/Brand';

/**
 * Identifier of a process in its plain form, `<shortName>_<target pk>_<YYYYMMDDHHMMSS>`, in local time.
 */
export function processIdentifier(shortName: string, targetPk: TargetPk, now: Date): string {
  const digits = (value: number, width = 2) => String(value).padStart(width, '0');
  const stamp = [
    digits(now.getFullYear(), 4),
    digits(now.getMonth() + 1),
    digits(now.getDate()),
    digits(now.getHours()),
    digits(now.getMinutes()),
    digits(now.getSeconds())
  ].join('');
  return `${shortName}_${targetPk}_${stamp}`;
}

import { plural } from '../messages/plural';

const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB'];

/** `1.5 MB`, in powers of 1000 as disks are sold. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  for (const [i, unit] of BYTE_UNITS.entries()) {
    const value = bytes / 1000 ** (i + 1);
    const text = value.toFixed(value < 9.95 ? 1 : 0);
    // Rounding may lead to the next unit.
    if (Number(text) < 1000 || i === BYTE_UNITS.length - 1) return `${text} ${unit}`;
  }
  return '';
}

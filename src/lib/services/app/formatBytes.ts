import { plural } from '../messages/plural';

const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB'];

/** `1.5 MB`, in powers of 1000 as disks are sold. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  const exponent = Math.min(BYTE_UNITS.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** exponent;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${BYTE_UNITS[exponent - 1]}`;
}

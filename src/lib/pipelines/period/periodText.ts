import { figureText } from '../../domain/units/figureText';

/** A value with its error, both to two digits of the error: `0.514334 +- 0.000012`. */
export function periodText(period: number, error: number): string {
  if (!(error > 0)) return figureText(period, 8);
  const decimals = Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(error))));
  return `${period.toFixed(decimals)} +- ${error.toFixed(decimals)}`;
}

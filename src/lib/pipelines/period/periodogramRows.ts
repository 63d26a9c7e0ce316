import type { FrequencyGrid } from '../../kernels/periods/FrequencyGrid';

/** As many as a text and a plot can show. */
const MAX_ROWS = 4000;

/**
 * A periodogram as a table: `period,frequency,power,window`, names first. At most about 4000 rows, evenly spaced in the
 * logarithm of the frequency, each with the highest power in its range, so that no peak is lost.
 */
export function periodogramRows(
  { start, step }: FrequencyGrid,
  power: Float64Array,
  window: Float64Array | null
): (string | number)[][] {
  const ratio = (1 + (step * (power.length - 1)) / start) ** (1 / MAX_ROWS);
  const rows: (string | number)[][] = [['period', 'frequency', 'power', ...(window ? ['window'] : [])]];
  for (let from = 0, next = 0; from < power.length; from = next) {
    next = Math.max(from + 1, Math.ceil(((start + from * step) * ratio - start) / step));
    let top = from;
    for (let j = from; j < Math.min(power.length, next); j++) if (power[j] > power[top]) top = j;
    const frequency = start + top * step;
    rows.push([
      significant(1 / frequency, 9),
      significant(frequency, 9),
      significant(power[top], 5),
      ...(window ? [significant(window[top], 4)] : [])
    ]);
  }
  return rows;
}

const significant = (value: number, digits: number): number => Number(value.toPrecision(digits));

import { FREQUENCY_RATIOS, type FrequencyRatio, type PeriodNote, type Rhythm } from './PeriodNote';

const SIDEREAL_DAY = 0.99726957;
const YEAR = 365.2422;
/** Window power from which a rhythm of the measurements makes aliases worth naming. */
const STRONG_WINDOW = 0.3;

/** A frequency at which the measurements themselves have a rhythm, and what it is called. */
interface Beat {
  readonly frequency: number;
  readonly rhythm: Rhythm;
}

interface Explanation {
  readonly frequency: number;
  readonly note: PeriodNote;
}

/**
 * What a frequency may be instead of a period of the star, or null if nothing known. Of several explanations, the closest.
 * @param first the frequency of the best candidate; null if this is the best
 * @param span days from the first measurement to the last: frequencies closer than 1 / span are the same
 * @param windowPeak the frequency at which the window is strongest, and how strong it is there
 */
export function aliasOf(
  frequency: number,
  first: number | null,
  span: number,
  windowPeak: { readonly frequency: number; readonly power: number }
): PeriodNote | null {
  if (1 / frequency > span / 2) return { code: 'fewCycles', parameters: {} };
  const known: Beat[] = [
    { frequency: 1, rhythm: 'daily' },
    { frequency: 1 / SIDEREAL_DAY, rhythm: 'siderealDay' },
    { frequency: 2, rhythm: 'halfDay' },
    { frequency: 1 / YEAR, rhythm: 'yearly' }
  ];
  const beats = known.filter((beat) => beat.frequency > 1 / span);
  const isKnown = beats.some((beat) => Math.abs(beat.frequency - windowPeak.frequency) < 1 / span);
  if (windowPeak.power > STRONG_WINDOW && !isKnown)
    beats.push({ frequency: windowPeak.frequency, rhythm: 1 / windowPeak.frequency });
  const explanations = first === null ? beatsAlone(beats) : aliasesOf(first, beats);
  const distance = (explanation: Explanation): number => Math.abs(explanation.frequency - frequency);
  const closest = explanations.reduce((best, next) => (distance(next) < distance(best) ? next : best));
  return distance(closest) < 1 / span ? closest.note : null;
}

const beatsAlone = (beats: readonly Beat[]): Explanation[] =>
  [{ frequency: 1, rhythm: 'daily' } as const, ...beats].map(({ frequency, rhythm }) => ({
    frequency,
    note: { code: 'observingRhythm', parameters: { rhythm } }
  }));

function aliasesOf(first: number, beats: readonly Beat[]): Explanation[] {
  return [
    ...(Object.keys(FREQUENCY_RATIOS) as FrequencyRatio[]).map((ratio): Explanation => ({
      frequency: FREQUENCY_RATIOS[ratio] * first,
      note: { code: 'multipleOfFirst', parameters: { ratio } }
    })),
    ...beats.flatMap(({ frequency, rhythm }) =>
      [first + frequency, Math.abs(first - frequency)].map((alias): Explanation => ({
        frequency: alias,
        note: { code: 'aliasOfFirst', parameters: { rhythm } }
      }))
    )
  ];
}

import { figureText } from '../../domain/units/figureText';

const SIDEREAL_DAY = 0.99726957;
const YEAR = 365.2422;
/** Window power from which a rhythm of the measurements makes aliases to be told. */
const STRONG_WINDOW = 0.3;

const RATIOS: readonly (readonly [ratio: number, name: string])[] = [
  [1 / 2, 'twice'],
  [2, 'half of'],
  [1 / 3, 'three times'],
  [3, 'a third of'],
  [3 / 2, 'two thirds of'],
  [2 / 3, 'one and a half times']
];

/** A frequency at which the measurements themselves have a rhythm. */
interface Rhythm {
  readonly frequency: number;
  readonly name: string;
}

/**
 * What a frequency may be but a period of the star; empty if it is nothing known. Of several explanations, it is the
 * closest.
 * @param first the frequency of the best candidate; null if this is the best
 * @param span days from the first measurement to the last: frequencies closer than 1 / span are the same
 * @param windowPeak the frequency at which the window is strongest, and how strong it is there
 */
export function aliasOf(
  frequency: number,
  first: number | null,
  span: number,
  windowPeak: { readonly frequency: number; readonly power: number }
): string {
  if (1 / frequency > span / 2) return 'less than two cycles were seen';
  const rhythms: Rhythm[] = [
    { frequency: 1, name: 'daily' },
    { frequency: 1 / SIDEREAL_DAY, name: 'sidereal day' },
    { frequency: 2, name: 'half-day' },
    { frequency: 1 / YEAR, name: 'yearly' }
  ].filter((rhythm) => rhythm.frequency > 1 / span);
  const isKnown = rhythms.some((rhythm) => Math.abs(rhythm.frequency - windowPeak.frequency) < 1 / span);
  if (windowPeak.power > STRONG_WINDOW && !isKnown)
    rhythms.push({
      frequency: windowPeak.frequency,
      name: `${figureText(1 / windowPeak.frequency, 3)} d`
    });
  const explanations = first === null ? rhythmsAlone(rhythms) : aliasesOf(first, rhythms);
  const distance = (explanation: Rhythm): number => Math.abs(explanation.frequency - frequency);
  const closest = explanations.reduce((best, next) => (distance(next) < distance(best) ? next : best));
  return distance(closest) < 1 / span ? closest.name : '';
}

const rhythmsAlone = (rhythms: readonly Rhythm[]): Rhythm[] =>
  [{ frequency: 1, name: 'daily' }, ...rhythms].map(({ frequency, name }) => ({
    frequency,
    name: `the ${name} rhythm of the measurements themselves, perhaps`
  }));

function aliasesOf(first: number, rhythms: readonly Rhythm[]): Rhythm[] {
  return [
    ...RATIOS.map(([ratio, name]) => ({ frequency: ratio * first, name: `${name} the first period` })),
    ...rhythms.flatMap(({ frequency, name }) =>
      [first + frequency, Math.abs(first - frequency)].map((alias) => ({
        frequency: alias,
        name: `likely the ${name} alias of the first period`
      }))
    )
  ];
}

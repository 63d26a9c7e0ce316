import { curveScatter } from './curveScatter';
import { ensemblePhotometry, type Ensemble, type FluxMatrix } from './ensemblePhotometry';

/** A candidate found to vary, measured against the candidates that were still left at that point. Magnitudes. */
export interface VariableStar {
  readonly star: number;
  /** One standard deviation. */
  readonly scatter: number;
  /** The standard deviation expected from the errors. */
  readonly expected: number;
}

/** How many standard errors (of a standard deviation) the scatter of a variable star must be above the expected. */
const SIGNIFICANCE = 4;
/** Its extra scatter must be this many times that of the other stars: what they all share comes from sky or camera. */
const MIN_RATIO_TO_OTHERS = 2;
/** If two stars disagree, there is no telling which of them varies. */
const MIN_MEMBERS = 3;
/** Stars whose excess is at least this fraction of the largest are rejected together with the worst. */
const WORST_FRACTION = 0.7;

/**
 * Finds the constant stars among the candidates: rejects stars that scatter more than their errors allow and more than
 * the others do, the worst first, until none of these or only two stars are left.
 */
export function constantStars(
  matrix: FluxMatrix,
  candidates: readonly number[]
): { readonly ensemble: Ensemble; readonly variable: readonly VariableStar[] } {
  const variable: VariableStar[] = [];
  let ensemble = ensemblePhotometry(matrix, candidates);
  while (ensemble.members.length >= MIN_MEMBERS) {
    const suspects = variableMembers(matrix, ensemble);
    if (suspects.length === 0) break;
    const worst = Math.max(...suspects.map(excess));
    const found = suspects
      .filter((suspect) => excess(suspect) >= WORST_FRACTION * worst)
      .sort((a, b) => excess(b) - excess(a))
      .slice(0, Math.max(1, Math.floor(ensemble.members.length / 4)));
    variable.push(...found);
    const rejected = new Set(found.map(({ star }) => star));
    ensemble = ensemblePhotometry(
      matrix,
      ensemble.members.filter((star) => !rejected.has(star))
    );
  }
  return { ensemble, variable };
}

/** Whether a star scatters more than its errors allow, by so many standard errors of a standard deviation. */
export const isExcessive = (
  star: Pick<VariableStar, 'scatter' | 'expected'> & { readonly count: number },
  significance: number
): boolean =>
  star.count > 1 && star.scatter / star.expected > 1 + significance / Math.sqrt(2 * (star.count - 1));

const excess = ({ scatter, expected }: VariableStar): number => scatter / expected;

function variableMembers(matrix: FluxMatrix, ensemble: Ensemble): VariableStar[] {
  const measured = ensemble.members.map((star) => ({ star, ...curveScatter(matrix, ensemble, star) }));
  const extras = measured.map(extraScatter).sort((a, b) => a - b);
  const typical = extras[(extras.length - 1) >> 1];
  return measured.filter(
    (star) => isExcessive(star, SIGNIFICANCE) && extraScatter(star) > MIN_RATIO_TO_OTHERS * typical
  );
}

const extraScatter = ({ scatter, expected }: VariableStar | { scatter: number; expected: number }): number =>
  Math.sqrt(Math.max(0, scatter ** 2 - expected ** 2));

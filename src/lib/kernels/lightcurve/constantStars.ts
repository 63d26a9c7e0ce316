import { curveScatter } from './curveScatter';
import { ensemblePhotometry, type Ensemble, type FluxMatrix } from './ensemblePhotometry';

/** A candidate that was found to vary, against what was left of the others when it was found. Magnitudes. */
export interface VariableStar {
  readonly star: number;
  /** One standard deviation. */
  readonly scatter: number;
  /** The same, as its errors would have it. */
  readonly expected: number;
}

/** Standard errors of a standard deviation by which a star must scatter too much. */
const SIGNIFICANCE = 4;
/** Times the extra scatter of the others: what all of them do, the sky or the camera does. */
const STANDS_OUT = 2;
/** Of two stars that disagree, nobody can tell which varies. */
const FEWEST = 3;
/** Found in one go are those that scatter nearly as much as the worst. */
const NEARLY = 0.7;

/**
 * The stars among the candidates that are constant: those that scatter more than their errors allow, and more than
 * the others do, are left out, the worst first, until none is left or two stars only.
 */
export function constantStars(
  matrix: FluxMatrix,
  candidates: readonly number[]
): { readonly ensemble: Ensemble; readonly variable: readonly VariableStar[] } {
  const variable: VariableStar[] = [];
  let ensemble = ensemblePhotometry(matrix, candidates);
  while (ensemble.members.length >= FEWEST) {
    const suspects = variableMembers(matrix, ensemble);
    if (suspects.length === 0) break;
    const worst = Math.max(...suspects.map(excess));
    const found = suspects
      .filter((suspect) => excess(suspect) >= NEARLY * worst)
      .sort((a, b) => excess(b) - excess(a))
      .slice(0, Math.max(1, Math.floor(ensemble.members.length / 4)));
    variable.push(...found);
    const gone = new Set(found.map(({ star }) => star));
    ensemble = ensemblePhotometry(
      matrix,
      ensemble.members.filter((star) => !gone.has(star))
    );
  }
  return { ensemble, variable };
}

const excess = ({ scatter, expected }: VariableStar): number => scatter / expected;

function variableMembers(matrix: FluxMatrix, ensemble: Ensemble): VariableStar[] {
  const measured = ensemble.members.map((star) => ({ star, ...curveScatter(matrix, ensemble, star) }));
  const extras = measured.map(extraOf).sort((a, b) => a - b);
  const usual = extras[(extras.length - 1) >> 1];
  return measured.filter(
    (star) =>
      star.count > 1 &&
      excess(star) > 1 + SIGNIFICANCE / Math.sqrt(2 * (star.count - 1)) &&
      extraOf(star) > STANDS_OUT * usual
  );
}

const extraOf = ({ scatter, expected }: VariableStar | { scatter: number; expected: number }): number =>
  Math.sqrt(Math.max(0, scatter ** 2 - expected ** 2));

import type { PeriodWarning } from './PeriodWarning';

type PointsLeftOut = Extract<PeriodWarning, { readonly code: 'pointsLeftOut' }>['parameters'];

/** A warning of points that are left out, if there are any. @param name of their file, if they are from one */
export const leftOut = (
  name: string | null,
  count: number,
  because: PointsLeftOut['because'],
  lines: readonly number[] = []
): readonly PeriodWarning[] =>
  count > 0 ? [{ code: 'pointsLeftOut', parameters: { name, count, because, lines } }] : [];

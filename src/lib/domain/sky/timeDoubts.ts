import type { Statements } from '../statement/Statement';
import type { ObservedTime } from './ObservedTime';
import { timeRemarks } from './timeRemarks';
import type { TimeRemark } from './TimeSource';

/** Why a time may be wrong. */
export type TimeDoubt =
  | Extract<TimeRemark, { readonly code: keyof typeof IS_DOUBTFUL }>
  | Statements<{
      /** A single exposure as long as `exposure` says does not reach the time that `by` gives. */
      contradicted: { readonly exposure: string; readonly by: string };
    }>;

const IS_DOUBTFUL = {
  noTimeOfDay: true,
  notConverted: true,
  localTime: true,
  dayAndMonth: true,
  seenFrom: true
} as const;

/** What the headers leave doubtful about a time; empty where nothing is. */
export function timeDoubts({ source, midSource }: ObservedTime): readonly TimeDoubt[] {
  const doubts: TimeDoubt[] = timeRemarks(source).filter(isDoubt);
  if (midSource?.code !== 'exposure') return doubts;
  const { keyword: exposure, contradictedBy: by } = midSource.parameters;
  return by === null ? doubts : [...doubts, { code: 'contradicted', parameters: { exposure, by } }];
}

const isDoubt = (remark: TimeRemark): remark is Extract<TimeDoubt, TimeRemark> =>
  Object.hasOwn(IS_DOUBTFUL, remark.code);

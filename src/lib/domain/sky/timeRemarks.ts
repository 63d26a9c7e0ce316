import type { TimeRemark, TimeSource } from './TimeSource';

/** All that is remarked of the instants that a time follows from. */
export function timeRemarks(source: TimeSource): readonly TimeRemark[] {
  switch (source.code) {
    case 'text':
      return [];
    case 'halfway':
      return [...source.parameters.start.remarks, ...source.parameters.end.remarks];
    default:
      return source.parameters.instant.remarks;
  }
}

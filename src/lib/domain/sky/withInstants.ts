import type { HeaderInstant, TimeSource } from './TimeSource';

/** The same source, each of its instants changed. */
export function withInstants(
  source: TimeSource,
  change: (instant: HeaderInstant) => HeaderInstant
): TimeSource {
  switch (source.code) {
    case 'text':
      return source;
    case 'halfway': {
      const { start, end } = source.parameters;
      return { code: 'halfway', parameters: { start: change(start), end: change(end) } };
    }
    default:
      return {
        ...source,
        parameters: { ...source.parameters, instant: change(source.parameters.instant) }
      } as TimeSource;
  }
}

import { type TimeDoubt, timeDoubts } from '../domain/sky/timeDoubts';
import type { FileFacts } from '../domain/image/FileFacts';
import type { TimesWarning } from './TimesWarning';

/** What is doubtful about the times of some frames, and of which. */
export function doubtfulTimes(
  frames: readonly { readonly name: string; readonly facts: Pick<FileFacts, 'observed'> | null }[]
): readonly TimesWarning[] {
  const doubtful = new Map<string, { readonly doubt: TimeDoubt; readonly names: string[] }>();
  for (const { name, facts } of frames)
    for (const doubt of facts?.observed ? timeDoubts(facts.observed) : []) {
      const key = JSON.stringify(doubt);
      const found = doubtful.get(key) ?? { doubt, names: [] };
      found.names.push(name);
      doubtful.set(key, found);
    }
  return [...doubtful.values()].map((parameters) => ({ code: 'timesDoubtful', parameters }));
}

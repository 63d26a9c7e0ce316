import { type TimeDoubt, timeDoubts } from '../../domain/sky/timeDoubts';
import type { Frame } from '../../frames/Frame';

/** What is doubtful about the times of some frames, and of which. */
export function doubtfulTimes(frames: readonly Pick<Frame, 'name' | 'facts'>[]) {
  const doubtful = new Map<string, { readonly doubt: TimeDoubt; readonly names: string[] }>();
  for (const { name, facts } of frames)
    for (const doubt of facts.observed ? timeDoubts(facts.observed) : []) {
      const key = JSON.stringify(doubt);
      const found = doubtful.get(key) ?? { doubt, names: [] };
      found.names.push(name);
      doubtful.set(key, found);
    }
  return [...doubtful.values()];
}

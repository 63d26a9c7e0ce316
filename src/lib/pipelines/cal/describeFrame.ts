import type { Frame } from '../../frames/Frame';
import { calibrationState } from './calibrationState';
import type { DescribedFrame } from './DescribedFrame';

/** The type and facts of a file, from its user or else its header; a light frame if neither says. */
export function describeFrame({ input, facts, hdus, header, sections }: Frame): DescribedFrame {
  return {
    input,
    type: facts.frameType ?? 'light',
    filter: facts.filter?.trim() ?? null,
    exposure: facts.exposureTime,
    ...sections.trimmed,
    done: calibrationState([hdus[0]!.header, header])
  };
}

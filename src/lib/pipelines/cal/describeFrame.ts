import type { Frame } from '../../frames/Frame';
import { calibrationState } from './calibrationState';
import type { DescribedFrame } from './DescribedFrame';

/** What a file is, by its user's word or else its header's; a light frame if neither says. */
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

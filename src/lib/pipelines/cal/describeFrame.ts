import { fileFacts } from '../../fits/facts/fileFacts';
import type { InputFile } from '../api';
import { calibrationState } from './calibrationState';
import type { Frame } from './Frame';
import type { OpenFrame } from './openFrame';

/** What a file is, by its user's word or else its header's; a light frame if neither says. */
export function describeFrame(input: InputFile, { file, hdu, width, height }: OpenFrame): Frame {
  const { frameType, filter, exposureTime } = input.facts ?? fileFacts(file);
  return {
    input,
    type: frameType ?? 'light',
    filter: filter?.trim() ?? null,
    exposure: exposureTime,
    width,
    height,
    done: calibrationState([file.hdus[0]!.header, hdu.header])
  };
}

import type { BayerPattern } from '../domain/image/FrameDisplay';
import type { InputFile } from '../domain/rows/InputFile';
import type { Frame } from './Frame';

/** The file of a frame whose mosaic its pixels have told, which need not tell it again. */
export const withMosaic = ({ input, facts }: Frame, pattern: BayerPattern | null): InputFile => ({
  ...input,
  facts: { ...facts, mosaic: pattern ?? 'none' }
});

import type { Image } from '../../domain/image/Image';
import { observationTime } from '../../fits/facts/observationTime';
import { openFrame } from '../../frames/openFrame';
import { type InputFile, namingFile } from '../api';

export interface DatedImage {
  readonly image: Image;
  /** ISO 8601, UTC; empty if the file does not say. */
  readonly observed: string;
}

/** @throws AsyncError naming the file if it cannot be read. */
export function readFrame(input: InputFile): Promise<DatedImage> {
  return namingFile(input.name, async () => {
    const frame = await openFrame(input, 'firstPlane');
    const time = frame.facts.observed ?? observationTime(frame.hdus);
    return { image: await frame.readImage(), observed: time ? new Date(time.start).toISOString() : '' };
  });
}

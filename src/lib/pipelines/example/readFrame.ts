import type { Image } from '../../domain/image/Image';
import { observationTime } from '../../fits/facts/observationTime';
import { openFits } from '../../fits/file/openFits';
import { readImage } from '../../fits/image/readImage';
import { type InputFile, namingFile } from '../api';

export interface Frame {
  readonly image: Image;
  /** ISO 8601, UTC; empty if the file does not say. */
  readonly observed: string;
}

/** @throws AsyncError naming the file if it cannot be read. */
export function readFrame({ name, blob, facts }: InputFile): Promise<Frame> {
  return namingFile(name, async () => {
    const file = await openFits(blob);
    const time = facts?.observed ?? observationTime(file.hdus);
    return { image: await readImage(file), observed: time ? new Date(time.start).toISOString() : '' };
  });
}

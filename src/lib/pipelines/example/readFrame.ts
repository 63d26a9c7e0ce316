import type { Image } from '../../domain/Image';
import { FitsError } from '../../fits/FitsError';
import { observationTime } from '../../fits/observationTime';
import { openFits } from '../../fits/openFits';
import { readImage } from '../../fits/readImage';
import { AsyncError, type InputFile } from '../api';

export interface Frame {
  readonly image: Image;
  /** ISO 8601, UTC; empty if the file does not say. */
  readonly observed: string;
}

/** @throws AsyncError naming the file if it cannot be read. */
export async function readFrame({ name, blob, facts }: InputFile): Promise<Frame> {
  try {
    const file = await openFits(blob);
    const time = facts?.observed ?? observationTime(file.hdus);
    return { image: await readImage(file), observed: time ? new Date(time.start).toISOString() : '' };
  } catch (error) {
    if (error instanceof FitsError) throw new AsyncError(`Error in file '${name}': ${error.message}`);
    throw error;
  }
}

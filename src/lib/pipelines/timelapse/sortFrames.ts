import type { UnixMilliseconds } from '../../domain/units/Brand';
import { FitsError } from '../../fits/file/FitsError';
import { observationTime } from '../../fits/facts/observationTime';
import { openFrame } from '../../frames/openFrame';
import { type InputFile, namingFile } from '../api';

/**
 * The files by observation date, those of one date in the order given. Reads headers at most.
 * @throws AsyncError naming the file that has no date
 */
export async function sortFrames(files: readonly InputFile[]): Promise<InputFile[]> {
  const dated: { file: InputFile; observed: UnixMilliseconds }[] = [];
  for (const file of files) {
    dated.push({ file, observed: await namingFile(file.name, () => observationDate(file)) });
  }
  return dated.sort((a, b) => a.observed - b.observed).map(({ file }) => file);
}

async function observationDate(input: InputFile): Promise<UnixMilliseconds> {
  if (input.facts?.observed) return input.facts.observed.start;
  const { hdus } = await openFrame(input, 'firstPlane');
  const time = observationTime(hdus);
  if (!time) throw new FitsError("could not find observation date in FITS header 'DATE-OBS'");
  return time.start;
}

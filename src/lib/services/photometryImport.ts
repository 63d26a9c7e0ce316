import type { ReducedDatum } from '../domain/ReducedDatum';
import type { PhotometryMeasurement } from '../domain/FinishedOutput';
import type { PhotometryMapping, PhotometryTableReport } from '../domain/photometryTable';
import type { Target } from '../domain/Target';
import { FileWorker } from '../runtime/FileWorker';
import type { New } from '../store/db';
import { addNewReducedDatums, deleteReducedDatums } from '../store/reducedDatums';
import { errorSentence } from './errorSentence';
import { messages } from './messages.svelte';
import { plural } from './plural';

/** A file of photometry, and what is to be made of it. */
export interface PhotometryFile {
  readonly file: File;
  readonly mapping: PhotometryMapping;
  /** Else the file is not added if one of its rows cannot be read. */
  readonly leaveOutUnreadable: boolean;
}

/**
 * What can be made of a file.
 * @param mapping null to guess it
 * @throws Error if it cannot be read
 */
export const inspectPhotometry = (
  file: File,
  target: Target,
  mapping: PhotometryMapping | null
): Promise<PhotometryTableReport> =>
  withWorker((worker) => worker.readPhotometry(file, position(target), mapping, null));

/**
 * Adds the measurements in files to a target: all rows of a file or none, duplicates left out. Tells how it went, and
 * offers to undo it.
 * @returns the files that were not added
 */
export async function importPhotometry(
  target: Target,
  files: readonly PhotometryFile[]
): Promise<readonly File[]> {
  const failed: File[] = [];
  for (const { file, mapping, leaveOutUnreadable } of files) {
    try {
      const measurements: PhotometryMeasurement[] = [];
      const { rows, problems } = await withWorker((worker) =>
        worker.readPhotometry(file, position(target), mapping, (part) => void measurements.push(...part))
      );
      const first = problems[0];
      if (first && !leaveOutUnreadable)
        throw new Error(`line ${first.line}: ${first.text}. Nothing of this file was added`);
      const { pks, duplicates } = await addNewReducedDatums(
        measurements.map((measurement) => newDatum(target, file, measurement))
      );
      messages.add(
        'success',
        [
          `Added ${plural(pks.length, 'measurement')} from '${file.name}'`,
          ...(duplicates > 0 ? [`${plural(duplicates, 'duplicate')} skipped`] : []),
          ...(rows > measurements.length ? [`${plural(rows - measurements.length, 'row')} left out`] : [])
        ].join(', '),
        ...(pks.length > 0 ? [{ label: 'Undo', run: () => deleteReducedDatums(pks) }] : [])
      );
    } catch (error) {
      failed.push(file);
      messages.add('error', `'${file.name}' was not added: ${errorSentence(error)}`);
    }
  }
  return failed;
}

const newDatum = (target: Target, file: File, measurement: PhotometryMeasurement): New<ReducedDatum> => ({
  targetPk: target.pk,
  dataType: 'photometry',
  sourceName: file.name,
  sourceLocation: '',
  ...measurement
});

const position = ({ ra, dec }: Target) => ({ ra, dec });

async function withWorker<Result>(work: (worker: FileWorker) => Promise<Result>): Promise<Result> {
  const worker = new FileWorker();
  try {
    return await work(worker);
  } finally {
    worker.terminate();
  }
}

import type { ReducedDatum } from '../../domain/rows/ReducedDatum';
import type { PhotometryMeasurement } from '../../domain/rows/FinishedOutput';
import type { PhotometryMapping, PhotometryTableReport } from '../../domain/measurement/photometryTable';
import { plainName } from '../../domain/statement/plainName';
import type { Target } from '../../domain/rows/Target';
import type { New } from '../../store/db';
import { addNewReducedDatums, deleteReducedDatums } from '../../store/reducedDatums';
import { errorSentence } from '../messages/errorSentence';
import { messages } from '../messages/messages.svelte';
import { plural } from '../messages/plural';
import { withFileWorker } from '../files/withFileWorker';

/** A file of photometry, and what is to be made of it. */
export interface PhotometryFile {
  readonly file: File;
  readonly mapping: PhotometryMapping;
  /** Else the file is not added if one of its rows cannot be read. */
  readonly leaveOutUnreadable: boolean;
}

/** How far the import of a file has come. */
export interface ImportProgress {
  readonly name: string;
  /** Rows that are stored, of so many; 0 of 0 while the file is read. */
  readonly done: number;
  readonly total: number;
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
  withFileWorker((worker) => worker.readPhotometry(file, position(target), mapping, null));

/**
 * Adds the measurements in files to a target: all rows of a file or none, duplicates left out. Tells how it went, and
 * offers to undo it.
 * @param signal ends it: nothing is added of the file that was at work, nor of those after it
 * @returns the files that were added
 */
export async function importPhotometry(
  target: Target,
  files: readonly PhotometryFile[],
  onprogress: (progress: ImportProgress) => void,
  signal: AbortSignal
): Promise<ReadonlySet<File>> {
  const done = new Set<File>();
  for (const { file, mapping, leaveOutUnreadable } of files) {
    try {
      const data: New<ReducedDatum>[] = [];
      onprogress({ name: file.name, done: 0, total: 0 });
      const { rows, problems } = await withFileWorker((worker) =>
        worker.readPhotometry(file, position(target), mapping, (part) => {
          signal.throwIfAborted();
          for (const measurement of part) data.push(newDatum(target, file, measurement));
        })
      );
      const first = problems[0];
      if (first && !leaveOutUnreadable)
        throw new Error(`line ${first.line}: ${first.text}. Nothing of this file was added`);
      const { pks, duplicates } = await addNewReducedDatums(data, (stored) => {
        signal.throwIfAborted();
        onprogress({ name: file.name, done: stored, total: data.length });
      });
      done.add(file);
      messages.add(
        'success',
        [
          `Added ${plural(pks.length, 'measurement')} from '${file.name}'`,
          ...(duplicates > 0 ? [`${plural(duplicates, 'duplicate')} skipped`] : []),
          ...(rows > data.length ? [`${plural(rows - data.length, 'row')} left out`] : [])
        ].join(', '),
        ...(pks.length > 0 ? [{ label: 'Undo', run: () => deleteReducedDatums(pks) }] : [])
      );
    } catch (error) {
      if (signal.aborted) {
        messages.add('info', `Stopped: nothing of '${file.name}' was added`);
        break;
      }
      messages.add('error', `'${file.name}' was not added: ${errorSentence(error)}`);
    }
  }
  return done;
}

const newDatum = (
  target: Target,
  file: File,
  { timestamp, value }: PhotometryMeasurement
): New<ReducedDatum> => ({
  targetPk: target.pk,
  dataType: 'photometry',
  sourceName: plainName(file.name),
  sourceLocation: '',
  dataProductPk: null,
  timestamp,
  value
});

const position = ({ ra, dec }: Target) => ({ ra, dec });

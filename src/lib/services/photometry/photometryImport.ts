import type { ReducedDatum } from '../../domain/rows/ReducedDatum';
import type { PhotometryMeasurement } from '../../domain/rows/FinishedOutput';
import type { PhotometryMapping, PhotometryTableReport } from '../../domain/measurement/photometryTable';
import { plainName } from '../../domain/statement/plainName';
import type { Target } from '../../domain/rows/Target';
import type { New } from '../../store/db';
import type { FileWorker } from '../../runtime/files/FileWorker';
import { type Added, addComingReducedDatums, deleteAdded } from '../../store/reducedDatums';
import { whileWorking } from '../app/workLock';
import { errorSentence } from '../messages/errorSentence';
import { messages } from '../messages/messages.svelte';
import { plural } from '../messages/plural';
import { withFileWorker } from '../files/withFileWorker';
import { Handover } from './Handover';

/** A file of photometry, and what is to be made of it. */
export interface PhotometryFile {
  readonly file: File;
  readonly mapping: PhotometryMapping;
  /** How many of its rows can be read. */
  readonly readable: number;
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
 * @param onread called with the part of the work that is done, from 0 to 1
 * @throws Error if it cannot be read, or the signal ends it
 */
export const inspectPhotometry = (
  file: File,
  target: Target,
  mapping: PhotometryMapping | null,
  onread: (done: number) => void,
  signal: AbortSignal
): Promise<PhotometryTableReport> =>
  withFileWorker((worker) => {
    signal.addEventListener('abort', () => worker.terminate(), { once: true });
    return worker.readPhotometry(file, position(target), mapping, null, onread);
  });

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
  for (const photometryFile of files) {
    const { file } = photometryFile;
    try {
      onprogress({ name: file.name, done: 0, total: 0 });
      const { added, rows } = await whileWorking(() => addFile(target, photometryFile, onprogress, signal));
      const { count, duplicates } = added;
      const unreadable = rows - count - duplicates;
      done.add(file);
      messages.add(
        'success',
        [
          `Added ${plural(count, 'measurement')} from '${file.name}'`,
          ...(duplicates > 0 ? [`${plural(duplicates, 'duplicate')} skipped`] : []),
          ...(unreadable > 0 ? [`${plural(unreadable, 'row')} left out`] : [])
        ].join(', '),
        ...(count > 0 ? [{ label: 'Undo', run: () => deleteAdded(added) }] : [])
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

/** Reads a file and stores it meanwhile, all of it or nothing. */
async function addFile(
  target: Target,
  { file, mapping, readable, leaveOutUnreadable }: PhotometryFile,
  onprogress: (progress: ImportProgress) => void,
  signal: AbortSignal
): Promise<{ readonly added: Added; readonly rows: number }> {
  const parts = new Handover<readonly New<ReducedDatum>[]>();
  let rows = 0;
  const read = async (worker: FileWorker) => {
    const report = await worker.readPhotometry(file, position(target), mapping, (part) =>
      parts.give(part.map((measurement) => newDatum(target, file, measurement)))
    );
    ({ rows } = report);
    const first = report.problems[0];
    if (first && !leaveOutUnreadable)
      throw new Error(`line ${first.line}: ${first.text}. Nothing of this file was added`);
  };
  return withFileWorker(async (worker) => {
    const stop = () => parts.end(signal.reason);
    signal.addEventListener('abort', stop);
    read(worker).then(
      () => parts.end(),
      (error) => parts.end(error)
    );
    try {
      const added = await addComingReducedDatums(
        target.pk,
        () => parts.take(),
        (done) => {
          signal.throwIfAborted();
          onprogress({ name: file.name, done, total: readable });
        }
      );
      return { added, rows };
    } finally {
      signal.removeEventListener('abort', stop);
    }
  });
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

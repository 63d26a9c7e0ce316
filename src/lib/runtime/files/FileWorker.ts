import { proxy } from 'comlink';
import type { Position } from '../../domain/sky/Position';
import type { ArchivedFile } from '../../formats/archive/ZipArchive';
import type { Archive, FileInspection, FileWorkerApi, ImportedFile, IncomingFile } from '../protocol';
import { WatchedWorker, WorkerNotLoadedError } from '../WatchedWorker';
import { unknownInspection } from './unknownInspection';

/** Reads and makes files off the main thread. Its caller must terminate it. */
export class FileWorker {
  readonly #worker = new WatchedWorker<FileWorkerApi>(
    () => new Worker(new URL('./files.worker.ts', import.meta.url), { type: 'module' })
  );

  /**
   * Finds out what a file is. One that takes forever, or that the worker does not survive, is not looked at.
   * @throws Error if the browser cannot read its bytes.
   */
  async inspectFile(name: string, blob: Blob, target: Position | null): Promise<FileInspection> {
    try {
      return await this.#worker.call((remote) => remote.inspectFile(name, blob, target));
    } catch (error) {
      return notLookedAt(error);
    }
  }

  /**
   * Unpacks a file if it is in an archive or compressed, and finds out what it is, as `inspectFile` does.
   * @throws Error if it cannot be unpacked, or the browser cannot read its bytes.
   */
  async importFile(
    file: IncomingFile,
    target: Position | null,
    onread?: (done: number) => void
  ): Promise<ImportedFile> {
    try {
      return await this.#worker.call((remote) => remote.importFile(file, target, onread && proxy(onread)));
    } catch (error) {
      if (!('blob' in file)) throw error;
      return { ...file, inspection: notLookedAt(error), sha256: null };
    }
  }

  /** @throws Error if it cannot be opened. */
  listArchive(archive: Archive): Promise<readonly ArchivedFile[]> {
    return this.#worker.call((remote) => remote.listArchive(archive));
  }

  /** SHA-256, in hex. @throws Error if the browser cannot read its bytes. */
  contentHash(blob: Blob): Promise<string> {
    return this.#worker.call((remote) => remote.contentHash(blob));
  }

  /** @throws Error if the file cannot be read, or crashes the worker. */
  readTimes(...args: Parameters<FileWorkerApi['readTimes']>): ReturnType<FileWorkerApi['readTimes']> {
    return this.#worker.call((remote) => remote.readTimes(...args));
  }

  /** @throws Error if the table cannot be read, or crashes the worker. */
  readPhotometry(
    ...[file, target, mapping, take, onread]: Parameters<FileWorkerApi['readPhotometry']>
  ): ReturnType<FileWorkerApi['readPhotometry']> {
    return this.#worker.call((remote) =>
      remote.readPhotometry(file, target, mapping, take && proxy(take), onread && proxy(onread))
    );
  }

  /** @throws Error if the file cannot be read, or crashes the worker. */
  makeThumbnail(
    ...args: Parameters<FileWorkerApi['makeThumbnail']>
  ): ReturnType<FileWorkerApi['makeThumbnail']> {
    return this.#worker.call((remote) => remote.makeThumbnail(...args));
  }

  /** @throws Error if the worker cannot start, or crashes. */
  plotFile(...args: Parameters<FileWorkerApi['plotFile']>): Promise<Blob> {
    return this.#worker.call((remote) => remote.plotFile(...args));
  }

  /** @throws Error if the worker cannot start, or crashes. */
  simulateFrame(...args: Parameters<FileWorkerApi['simulateFrame']>): Promise<File> {
    return this.#worker.call((remote) => remote.simulateFrame(...args));
  }

  terminate(): void {
    this.#worker.terminate();
  }
}

/** What the files themselves are to blame for; recognised by name, as the class is lost on the way from the worker. */
const FAULTS_OF_FILES: ReadonlySet<string> = new Set(['UnreadableBlobError', 'ArchiveError']);

/** @throws the error if it tells something of the file */
function notLookedAt(error: unknown): FileInspection {
  if (!(error instanceof Error) || FAULTS_OF_FILES.has(error.name)) throw error;
  return unknownInspection(error instanceof WorkerNotLoadedError ? 'notLoaded' : 'lost');
}

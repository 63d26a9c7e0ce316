import { SvelteMap } from 'svelte/reactivity';
import type { Position } from '../../domain/sky/Position';
import { firstLook } from '../../domain/rows/DataProduct';
import type { TargetPk } from '../../domain/units/Brand';
import type { FitsRemark } from '../../fits/file/FitsRemark';
import type { ImportedFile, IncomingFile } from '../../runtime/protocol';
import { FileWorker } from '../../runtime/files/FileWorker';
import { unknownInspection } from '../../runtime/files/unknownInspection';
import { addDataProducts, type NewDataProduct, replaceFile } from '../../store/dataProducts';
import { isQuotaExceeded } from '../../store/isQuotaExceeded';
import { getTarget } from '../../store/targets';
import { requestPersistenceOnce } from '../app/storage';
import { whileWorking } from '../app/workLock';
import { errorSentence } from '../messages/errorSentence';
import { messages } from '../messages/messages.svelte';
import { now } from '../live/now';
import { deletedBytes, freeDeletedFiles, writeIntoFreedSpace } from './deletedFiles.svelte';
import { importSources } from './importSources';
import { KnownContents } from './KnownContents';
import { LARGE_BYTES, LargeFileTurns } from './LargeFileTurns';
import {
  addedText,
  alreadyThereText,
  cancelledText,
  notBegunText,
  notLookedAtText,
  notReadText,
  remarksText,
  restoredText,
  stoppedText
} from './sentences';

export interface ImportProgress {
  readonly done: number;
  readonly total: number;
  /** How much of the large file at work is done, from 0 to 1; 0 if there is none. */
  readonly partly: number;
  /** What is stored by then stays. */
  readonly cancel: () => void;
}

const MAX_WORKERS = 4;
const SAVE_INTERVAL_MS = 250;

/** Imports in progress, by target. They continue when the user leaves the page of the target. */
export const imports = new SvelteMap<TargetPk, ImportProgress>();

/** Adds files to a target, in the order given, and tells the user how it went. Never throws. */
export async function importFiles(targetPk: TargetPk, files: readonly File[]): Promise<void> {
  const worker = new FileWorker();
  try {
    if (files.length > 0)
      await runImport(targetPk, files.length, async () => ({
        sources: await importSources(files, worker, (sentence) => messages.add('error', sentence)),
        evenIfThere: false
      }));
  } finally {
    worker.terminate();
  }
}

interface Wanted {
  readonly sources: readonly IncomingFile[];
  /** Whether to add them even if the target has files of the same content. */
  readonly evenIfThere: boolean;
}

async function runImport(targetPk: TargetPk, total: number, find: () => Promise<Wanted>): Promise<void> {
  if (imports.has(targetPk)) {
    messages.add('error', 'Files are still being added. Add more when that is done.');
    return;
  }
  const cancelled = new AbortController();
  imports.set(targetPk, { done: 0, total, partly: 0, cancel: () => cancelled.abort() });
  try {
    await whileWorking(async () => new Import(targetPk, await find(), cancelled.signal).run());
  } catch (error) {
    messages.add('error', notBegunText(errorSentence(error)));
  } finally {
    imports.delete(targetPk);
  }
}

const FREE_DELETED = { label: 'Delete for good what can still be undone', run: freeDeletedFiles };

/** A file that was read, as it came and as it is to be added. */
interface ReadFile {
  readonly source: IncomingFile;
  readonly file: ImportedFile;
}

class Import {
  readonly #targetPk: TargetPk;
  #target: Position | null = null;
  readonly #sources: readonly IncomingFile[];
  readonly #evenIfThere: boolean;
  /** Each file, or `failed`; `undefined` until it has been read. */
  readonly #read: (ReadFile | 'failed' | undefined)[];
  readonly #alreadyThere: { readonly source: IncomingFile; readonly name: string; readonly twin: string }[] =
    [];
  readonly #restored: string[] = [];
  readonly #remarked: { readonly name: string; readonly remarks: readonly FitsRemark[] }[] = [];
  /** Compares contents. */
  readonly #worker = new FileWorker();
  #known: KnownContents | null = null;
  /** Whether the worker that reads files could not be loaded. */
  #isUnloadable = false;
  #notLookedAt = 0;
  #nextToRead = 0;
  #nextToSave = 0;
  #saved = 0;
  #lastSave = 0;
  #saving: Promise<void> = Promise.resolve();
  #error: unknown;

  readonly #cancelled: AbortSignal;
  readonly #turns = new LargeFileTurns();

  constructor(targetPk: TargetPk, { sources, evenIfThere }: Wanted, cancelled: AbortSignal) {
    this.#cancelled = cancelled;
    this.#targetPk = targetPk;
    this.#sources = sources;
    this.#evenIfThere = evenIfThere;
    this.#read = sources.map(() => undefined);
  }

  async run(): Promise<void> {
    const target = await getTarget(this.#targetPk);
    this.#target = target ? { ra: target.ra, dec: target.dec } : null;
    this.#showProgress();
    const workers = Math.min(MAX_WORKERS, navigator.hardwareConcurrency, this.#sources.length);
    try {
      await Promise.all(Array.from({ length: workers }, () => this.#readFiles()));
      await this.#save();
    } finally {
      this.#worker.terminate();
    }
    this.#report();
  }

  #showProgress(partly = 0): void {
    const before = imports.get(this.#targetPk)!;
    imports.set(this.#targetPk, { ...before, done: this.#nextToSave, total: this.#sources.length, partly });
  }

  get #isStopped(): boolean {
    return this.#cancelled.aborted || this.#error !== undefined;
  }

  async #readFiles(): Promise<void> {
    const worker = new FileWorker();
    this.#cancelled.addEventListener('abort', () => worker.terminate(), { once: true });
    try {
      while (this.#nextToRead < this.#sources.length && !this.#isStopped) {
        const index = this.#nextToRead++;
        const read = (this.#read[index] = await this.#readFile(worker, this.#sources[index]!));
        this.#isUnloadable ||= read !== 'failed' && read.file.inspection.notLookedAt === 'notLoaded';
        if (performance.now() - this.#lastSave > SAVE_INTERVAL_MS) void this.#save();
      }
    } finally {
      worker.terminate();
    }
  }

  async #readFile(worker: FileWorker, source: IncomingFile): Promise<ReadFile | 'failed'> {
    try {
      // Not tried for each of a thousand files.
      if (this.#isUnloadable && 'blob' in source)
        return { source, file: { ...source, inspection: unknownInspection('notLoaded'), sha256: null } };
      const bytes = 'blob' in source ? source.blob.size : source.size;
      const onread = (done: number) => this.#showProgress(done);
      const file = await this.#turns.take(bytes, () =>
        worker.importFile(source, this.#target, bytes > LARGE_BYTES ? onread : undefined)
      );
      return this.#cancelled.aborted ? 'failed' : { source, file };
    } catch (error) {
      if (this.#cancelled.aborted) return 'failed';
      messages.add('error', notReadText(source.name, errorSentence(error)));
      return 'failed';
    }
  }

  /** Saves the files read so far, up to the first that has not been read yet. */
  #save(): Promise<void> {
    this.#lastSave = performance.now();
    this.#saving = this.#saving.then(async () => {
      const end = this.#read.indexOf(undefined, this.#nextToSave);
      const batch = this.#read.slice(this.#nextToSave, end < 0 ? undefined : end);
      if (batch.length === 0 || this.#error !== undefined) return;
      try {
        await this.#add(batch.filter((read) => read !== 'failed').filter((read) => read !== undefined));
      } catch (error) {
        this.#error = error;
        return;
      }
      this.#read.fill('failed', this.#nextToSave, this.#nextToSave + batch.length);
      this.#nextToSave += batch.length;
      this.#showProgress();
    });
    return this.#saving;
  }

  async #add(batch: readonly ReadFile[]): Promise<void> {
    const added: ImportedFile[] = [];
    for (const read of batch) if (await this.#isNew(read)) added.push(read.file);
    const bytes = added.reduce((sum, { blob }) => sum + blob.size, 0);
    await writeIntoFreedSpace(bytes, () =>
      addDataProducts(added.map((file) => newDataProduct(this.#targetPk, file)))
    );
    this.#saved += added.length;
    this.#notLookedAt += added.filter(({ inspection }) => inspection.notLookedAt).length;
    for (const { name, inspection } of added)
      if (inspection.remarks.length > 0) this.#remarked.push({ name, remarks: inspection.remarks });
  }

  /** Whether it is to be added: if the content of one like it was lost, it takes its place. */
  async #isNew({ source, file }: ReadFile): Promise<boolean> {
    this.#known ??= await KnownContents.of(this.#targetPk, (blob) => this.#worker.contentHash(blob));
    const twin = this.#evenIfThere ? null : await this.#known.twinOf(file);
    if (!twin) this.#known.add(file);
    else if (twin.isLost && twin.pk !== null) {
      await replaceFile(twin.pk, file.blob);
      this.#restored.push(twin.name);
    } else this.#alreadyThere.push({ source, name: file.name, twin: twin.name });
    return twin === null;
  }

  #report(): void {
    if (this.#error !== undefined) {
      const total = this.#sources.length;
      const first = this.#sources[this.#nextToSave]?.name ?? '';
      const text = stoppedText(this.#saved, total, first, errorSentence(this.#error));
      const isFreeable = isQuotaExceeded(this.#error) && deletedBytes() > 0;
      messages.add('error', text, ...(isFreeable ? [FREE_DELETED] : []));
    } else if (this.#cancelled.aborted) {
      messages.add('info', cancelledText(this.#saved, this.#sources.length));
    } else if (this.#saved > 0) {
      messages.add('success', addedText(this.#saved));
      void requestPersistenceOnce();
    }
    if (this.#restored.length > 0) messages.add('success', restoredText(this.#restored));
    if (this.#notLookedAt > 0)
      messages.add('info', notLookedAtText(this.#notLookedAt, this.#isUnloadable ? 'notLoaded' : 'lost'));
    if (this.#remarked.length > 0) messages.add('info', remarksText(this.#remarked));
    const sources = this.#alreadyThere.map(({ source }) => source);
    if (sources.length > 0)
      messages.add('info', alreadyThereText(this.#alreadyThere), {
        label: sources.length === 1 ? 'Add it anyway' : 'Add them anyway',
        run: () => runImport(this.#targetPk, sources.length, async () => ({ sources, evenIfThere: true }))
      });
  }
}

function newDataProduct(
  targetPk: TargetPk,
  { name, blob, inspection, sha256 }: ImportedFile
): NewDataProduct {
  const { type, facts, unreadable, thumbnail, notLookedAt } = inspection;
  const created = now();
  return {
    file: blob,
    thumbnail,
    product: {
      productId: null,
      name,
      targetPk,
      groupPks: [],
      type,
      size: blob.size,
      ...(sha256 !== null && { sha256 }),
      facts,
      corrections: {},
      unreadable,
      ...(notLookedAt && { notLookedAt: firstLook(notLookedAt) }),
      created,
      modified: created
    }
  };
}

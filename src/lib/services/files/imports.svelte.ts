import { SvelteMap } from 'svelte/reactivity';
import type { Position } from '../../domain/sky/Position';
import type { TargetPk } from '../../domain/units/Brand';
import type { FileInspection } from '../../runtime/protocol';
import { FileWorker } from '../../runtime/files/FileWorker';
import { addDataProducts, type NewDataProduct } from '../../store/dataProducts';
import { getTarget } from '../../store/targets';
import { errorSentence } from '../messages/errorSentence';
import { messages } from '../messages/messages.svelte';
import { now } from '../live/now';

export interface ImportProgress {
  readonly done: number;
  readonly total: number;
}

const MAX_WORKERS = 4;
const SAVE_INTERVAL_MS = 250;

/** Imports in progress, by target. They continue when the user leaves the page of the target. */
export const imports = new SvelteMap<TargetPk, ImportProgress>();

/** Adds files to a target, in the order given, and tells the user how it went. Never throws. */
export async function importFiles(targetPk: TargetPk, files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  if (imports.has(targetPk)) {
    messages.add('error', 'Files are still being added. Add more when that is done.');
    return;
  }
  imports.set(targetPk, { done: 0, total: files.length });
  try {
    await new Import(targetPk, files).run();
  } finally {
    imports.delete(targetPk);
  }
}

class Import {
  readonly #targetPk: TargetPk;
  readonly #files: readonly File[];
  #target: Position | null = null;
  /** The product of each file, or `failed`; `undefined` until the file has been read. */
  readonly #read: (NewDataProduct | 'failed' | undefined)[];
  #nextToRead = 0;
  #nextToSave = 0;
  #saved = 0;
  #lastSave = 0;
  #saving: Promise<void> = Promise.resolve();
  #error: unknown;

  constructor(targetPk: TargetPk, files: readonly File[]) {
    this.#targetPk = targetPk;
    this.#files = files;
    this.#read = files.map(() => undefined);
  }

  async run(): Promise<void> {
    const target = await getTarget(this.#targetPk);
    this.#target = target ? { ra: target.ra, dec: target.dec } : null;
    const workers = Math.min(MAX_WORKERS, navigator.hardwareConcurrency, this.#files.length);
    await Promise.all(Array.from({ length: workers }, () => this.#readFiles()));
    await this.#save();
    this.#report();
  }

  async #readFiles(): Promise<void> {
    const worker = new FileWorker();
    try {
      while (this.#nextToRead < this.#files.length && this.#error === undefined) {
        const index = this.#nextToRead++;
        this.#read[index] = await this.#readFile(worker, this.#files[index]!);
        if (performance.now() - this.#lastSave > SAVE_INTERVAL_MS) void this.#save();
      }
    } finally {
      worker.terminate();
    }
  }

  async #readFile(worker: FileWorker, file: File): Promise<NewDataProduct | 'failed'> {
    try {
      return newDataProduct(this.#targetPk, file, await worker.inspectFile(file.name, file, this.#target));
    } catch (error) {
      messages.add('error', `'${file.name}' could not be read and was not added: ${errorSentence(error)}`);
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
      const products = batch
        .filter((product) => product !== 'failed')
        .filter((product) => product !== undefined);
      try {
        await addDataProducts(products);
      } catch (error) {
        this.#error = error;
        return;
      }
      this.#read.fill('failed', this.#nextToSave, this.#nextToSave + batch.length);
      this.#nextToSave += batch.length;
      this.#saved += products.length;
      imports.set(this.#targetPk, { done: this.#nextToSave, total: this.#files.length });
    });
    return this.#saving;
  }

  #report(): void {
    const total = this.#files.length;
    if (this.#error !== undefined) {
      const first = this.#files[this.#nextToSave]?.name;
      messages.add(
        'error',
        `${this.#saved} of ${total} files were added; '${first}' and those after it were not. ${errorSentence(this.#error)}`
      );
    } else if (this.#saved > 0) {
      messages.add('success', this.#saved === 1 ? 'Added 1 file' : `Added ${this.#saved} files`);
    }
  }
}

function newDataProduct(targetPk: TargetPk, file: File, inspection: FileInspection): NewDataProduct {
  const { thumbnail, ...found } = inspection;
  const created = now();
  return {
    file,
    thumbnail,
    product: {
      ...found,
      productId: null,
      name: file.name,
      targetPk,
      groupPks: [],
      corrections: {},
      size: file.size,
      created,
      modified: created
    }
  };
}

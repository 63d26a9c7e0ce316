import { SvelteSet } from 'svelte/reactivity';
import { deleteFiles, type Deleted, deleteLeftFiles, restore } from '../../store/deletions';
import { eraseEverything as eraseStore } from '../../store/eraseEverything';
import { isQuotaExceeded } from '../../store/isQuotaExceeded';
import { learnFromRefusal } from '../app/storage';
import { now } from '../live/now';
import { messages } from '../messages/messages.svelte';
import { freeingText, keptText } from './sentences';

/** For how long a deletion can be undone. So long its files stay in the store, and take up space. */
const UNDO_MS = 120_000;
/** Browsers give back space some seconds after a file was deleted. */
const FREEING_MS = 30_000;
const RETRY_MS = 1000;
/** Held, shared, by tabs that can undo a deletion: their files are not left files. */
const UNDO_LOCK = 'pocket-tom:undo';

/** The deletions of this tab that can still be undone. */
const undoable = new SvelteSet<Deletion>();
let lastFreed = -Infinity;

/**
 * Deletes something with its files, and offers to undo it.
 * @param toText what to tell of it, without a full stop
 */
export async function deleteUndoably(
  remove: () => Promise<Deleted>,
  toText: (deleted: Deleted) => string
): Promise<void> {
  const letGo = await holdUndoLock();
  try {
    const deleted = await remove();
    new Deletion(deleted, toText(deleted), letGo).offerUndo();
  } catch (error) {
    letGo();
    throw error;
  }
}

/** Bytes that are still in the store so that their deletion can be undone in this tab. */
export const deletedBytes = (): number => [...undoable].reduce((sum, { bytes }) => sum + bytes, 0);

/** Ends the time to undo deletions: frees the space of deleted files. */
export async function freeDeletedFiles(): Promise<void> {
  await Promise.all([...undoable].map((deletion) => deletion.end()));
}

/** Erases all that the app has stored, with what deletions could bring back and what messages said of it. */
export async function eraseEverything(): Promise<void> {
  await eraseStore();
  await freeDeletedFiles();
  lastFreed = performance.now();
  messages.clear();
}

/** Frees the space of files whose deletion no tab can undo any more, since it was closed. */
export async function freeLeftFiles(): Promise<void> {
  if (!('locks' in navigator)) return deleteLeftFiles();
  await navigator.locks.request(UNDO_LOCK, { ifAvailable: true }, (lock) => lock && deleteLeftFiles());
}

/**
 * Writes, and tries again for as long as the browser may still be about to give back the space of deleted files.
 * @param bytes to be written, about
 */
export async function writeIntoFreedSpace<Result>(
  bytes: number,
  write: () => Promise<Result>
): Promise<Result> {
  for (let isTold = false; ; isTold = true) {
    try {
      return await write();
    } catch (error) {
      if (!isQuotaExceeded(error)) throw error;
      await learnFromRefusal(bytes);
      if (performance.now() > lastFreed + FREEING_MS) throw error;
      if (!isTold) messages.add('info', freeingText());
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

class Deletion {
  readonly #deleted: Deleted;
  readonly #text: string;
  readonly #letGo: () => void;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #undoing = { label: 'Undo', run: () => this.#undo() };

  constructor(deleted: Deleted, text: string, letGo: () => void) {
    this.#deleted = deleted;
    this.#letGo = letGo;
    const { length } = deleted.dataProducts;
    this.#text = length === 0 ? text : keptText(text, this.bytes, UNDO_MS);
    undoable.add(this);
    if (length > 0) this.#timer = setTimeout(() => void this.end(), UNDO_MS);
  }

  get bytes(): number {
    return this.#deleted.dataProducts.reduce((sum, { size }) => sum + size, 0);
  }

  offerUndo(): void {
    const freeing = { label: 'Free the space now', run: () => this.end() };
    messages.add('success', this.#text, this.#undoing, ...(this.bytes > 0 ? [freeing] : []));
  }

  /** Nothing can undo it from now on. */
  async end(): Promise<void> {
    this.#close();
    await deleteFiles(this.#deleted.dataProducts.map(({ pk }) => pk));
    lastFreed = performance.now();
  }

  async #undo(): Promise<void> {
    try {
      await restore(this.#deleted, now());
      this.#close();
    } catch (error) {
      this.offerUndo();
      throw error;
    }
  }

  #close(): void {
    clearTimeout(this.#timer);
    undoable.delete(this);
    messages.withdraw(this.#undoing);
    this.#letGo();
  }
}

/** @returns lets go of it */
function holdUndoLock(): Promise<() => void> {
  return new Promise((resolve, reject) => {
    if (!('locks' in navigator)) return resolve(() => undefined);
    navigator.locks
      .request(UNDO_LOCK, { mode: 'shared' }, () => new Promise<void>((letGo) => resolve(() => letGo())))
      .catch(reject);
  });
}

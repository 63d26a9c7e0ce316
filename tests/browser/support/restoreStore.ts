import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import type { BlobDump, StoreDump } from '../../fixtures/store4/dumpStore';

/** Reads a store that was dumped with `dumpStore`, compressed with gzip. */
export const readDump = async (path: string): Promise<StoreDump> =>
  JSON.parse(gunzipSync(await readFile(path)).toString()) as StoreDump;

/** Makes the store of a page, which must not be of the app, as it was when it was dumped. */
export const restoreStore = (page: Page, dump: StoreDump): Promise<void> =>
  page.evaluate(async ({ version, tables }) => {
    const opening = indexedDB.open('pocket-tom', version);
    opening.addEventListener('upgradeneeded', () => {
      for (const { name, keyPath, autoIncrement, indexes } of tables) {
        const table = opening.result.createObjectStore(name, { keyPath, autoIncrement });
        for (const { name, keyPath, unique, multiEntry } of indexes)
          table.createIndex(name, keyPath, { unique, multiEntry });
      }
    });
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.addEventListener('success', () => resolve(opening.result));
      opening.addEventListener('error', () => reject(opening.error));
    });
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    for (const { name, rows } of tables)
      for (const row of rows) transaction.objectStore(name).add(decoded(row));
    await new Promise((resolve, reject) => {
      transaction.addEventListener('complete', resolve);
      transaction.addEventListener('abort', () => reject(transaction.error));
    });
    database.close();

    function decoded(value: unknown): unknown {
      if (Array.isArray(value)) return value.map(decoded);
      if (typeof value !== 'object' || value === null) return value;
      if ('$blob' in value) return decodedBlob(value as BlobDump);
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, decoded(part)]));
    }

    function decodedBlob({ $blob, type, name, lastModified }: BlobDump): Blob {
      const bytes = Uint8Array.from(atob($blob), (character) => character.charCodeAt(0));
      if (name === undefined) return new Blob([bytes], { type });
      return new File([bytes], name, { type, ...(lastModified !== undefined && { lastModified }) });
    }
  }, dump);

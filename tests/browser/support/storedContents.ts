import type { Page } from '@playwright/test';

/** SHA-256 of the stored content of each product by name, in hex; null where the browser cannot read it. */
export const storedContents = (page: Page): Promise<Record<string, string | null>> =>
  page.evaluate(async () => {
    const read = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
    const database = await read(indexedDB.open('pocket-tom'));
    const all = (table: string) => read(database.transaction(table).objectStore(table).getAll());
    const products = (await all('dataProducts')) as { pk: number; name: string }[];
    const files = new Map(
      ((await all('files')) as { productPk: number; blob: Blob }[]).map(({ productPk, blob }) => [
        productPk,
        blob
      ])
    );
    database.close();
    const hash = async (pk: number) => {
      try {
        const digest = await crypto.subtle.digest('SHA-256', await files.get(pk)!.arrayBuffer());
        return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      } catch {
        return null;
      }
    };
    return Object.fromEntries(
      await Promise.all(products.map(async ({ pk, name }) => [name, await hash(pk)] as const))
    );
  });

import type { DataProduct } from '../../domain/rows/DataProduct';
import type { DataProductPk, TargetPk } from '../../domain/units/Brand';
import type { ImportedFile } from '../../runtime/protocol';
import { dataProductsByPk, dataProductsOfTarget, getFile, setContentHash } from '../../store/dataProducts';
import { readableFile } from './readableFile';

/** Frames of a night have the same size, but other headers: most are told apart by these bytes alone. */
const HEAD_BYTES = 11_520;

interface Known {
  /** Null for a file that is only about to be added. */
  readonly pk: DataProductPk | null;
  readonly name: string;
}

type Stored = Known & { readonly pk: DataProductPk };

/** A file with the content of another. */
export interface Twin {
  readonly pk: DataProductPk | null;
  readonly name: string;
  /** Whether the browser has lost its content. */
  readonly isLost: boolean;
}

/** What a target has by content, to notice what is added again. */
export class KnownContents {
  readonly #byHash = new Map<string, Known[]>();
  /** Those that were added before contents were hashed, or by a run. */
  readonly #unhashedBySize = new Map<number, Stored[]>();
  /** Of these, by their size and the hash of their first bytes. */
  readonly #byHead = new Map<string, Stored[]>();
  /** Of these, by size and name, those that the browser has lost. */
  readonly #lost = new Map<string, Stored[]>();
  readonly #hash: (blob: Blob) => Promise<string>;

  private constructor(products: readonly DataProduct[], hash: (blob: Blob) => Promise<string>) {
    this.#hash = hash;
    for (const { pk, name, size, sha256 } of products)
      if (sha256 === undefined) append(this.#unhashedBySize, size, { pk, name });
      else append(this.#byHash, sha256, { pk, name });
  }

  static of = async (targetPk: TargetPk, hash: (blob: Blob) => Promise<string>): Promise<KnownContents> =>
    new KnownContents(await dataProductsOfTarget(targetPk), hash);

  add({ name, sha256 }: ImportedFile): void {
    if (sha256 !== null) append(this.#byHash, sha256, { pk: null, name });
  }

  /** The file with the same content; null if there is none. Empty files are not alike. */
  async twinOf(file: ImportedFile): Promise<Twin | null> {
    if (file.sha256 === null || file.blob.size === 0) return null;
    await this.#hashLike(file);
    for (const { pk, name } of this.#byHash.get(file.sha256) ?? []) {
      const twin = pk === null ? { pk, name, isLost: false } : await this.#stored(pk, name);
      if (twin) return twin;
    }
    return this.#lostNamesake(file, file.sha256);
  }

  /** Hashes stored files of the same size that begin with the same bytes. */
  async #hashLike({ blob }: ImportedFile): Promise<void> {
    await this.#hashHeads(blob.size);
    if (this.#byHead.size === 0) return;
    const head = await this.#headOf(blob);
    for (const { pk, name } of this.#byHead.get(head) ?? []) {
      const stored = await this.#stored(pk, name);
      if (!stored || stored.isLost) continue;
      const sha256 = await this.#hash((await getFile(pk))!);
      await setContentHash(pk, sha256);
      append(this.#byHash, sha256, { pk, name });
    }
    this.#byHead.delete(head);
  }

  async #hashHeads(size: number): Promise<void> {
    for (const { pk, name } of this.#unhashedBySize.get(size) ?? []) {
      const stored = await this.#stored(pk, name);
      if (stored?.isLost) append(this.#lost, `${size} ${name}`, { pk, name });
      else if (stored) append(this.#byHead, await this.#headOf((await getFile(pk))!), { pk, name });
    }
    this.#unhashedBySize.delete(size);
  }

  /** The content of one that is lost and was never hashed is taken to be that of a file of its name and size. */
  async #lostNamesake({ name, blob }: ImportedFile, sha256: string): Promise<Twin | null> {
    const lost = this.#lost.get(`${blob.size} ${name}`)?.shift();
    if (!lost) return null;
    append(this.#byHash, sha256, lost);
    return this.#stored(lost.pk, name);
  }

  readonly #headOf = async (blob: Blob): Promise<string> =>
    `${blob.size} ${await this.#hash(blob.slice(0, HEAD_BYTES))}`;

  /** Null if it has been deleted meanwhile. */
  async #stored(pk: DataProductPk, name: string): Promise<Twin | null> {
    if ((await dataProductsByPk([pk])).length === 0) return null;
    const isLost = await readableFile({ pk, name }).then(
      () => false,
      () => true
    );
    return { pk, name, isLost };
  }
}

function append<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

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
  sha256: string | null;
  /** SHA-256 of the first bytes. */
  head: string | null;
}

/** A file with the content of another. */
export interface Twin {
  readonly pk: DataProductPk | null;
  readonly name: string;
  /** Whether the browser has lost its content. */
  readonly isLost: boolean;
}

/** What a target has by content, to notice what is added again. */
export class KnownContents {
  readonly #bySize = new Map<number, Known[]>();
  readonly #hash: (blob: Blob) => Promise<string>;

  private constructor(products: readonly DataProduct[], hash: (blob: Blob) => Promise<string>) {
    this.#hash = hash;
    for (const { pk, name, size, sha256 = null } of products)
      this.#add(size, { pk, name, sha256, head: null });
  }

  static of = async (targetPk: TargetPk, hash: (blob: Blob) => Promise<string>): Promise<KnownContents> =>
    new KnownContents(await dataProductsOfTarget(targetPk), hash);

  add({ name, blob, sha256 }: ImportedFile): void {
    this.#add(blob.size, { pk: null, name, sha256, head: null });
  }

  /** The file with the same content; null if there is none. Empty files are not alike. */
  async twinOf(file: ImportedFile): Promise<Twin | null> {
    if (file.sha256 === null || file.blob.size === 0) return null;
    for (const known of this.#bySize.get(file.blob.size) ?? []) {
      const twin = await this.#compare(known, file);
      if (twin) return twin;
    }
    return null;
  }

  async #compare(known: Known, file: ImportedFile): Promise<Twin | null> {
    const { pk, name } = known;
    if (pk === null || known.sha256 !== null) {
      if (known.sha256 !== file.sha256) return null;
      return pk === null ? { pk, name, isLost: false } : this.#stored(pk, name);
    }
    const stored = await this.#stored(pk, name);
    if (!stored || stored.isLost) return stored && name === file.name ? stored : null;
    const blob = (await getFile(pk))!;
    known.head ??= await this.#hash(blob.slice(0, HEAD_BYTES));
    if (known.head !== (await this.#hash(file.blob.slice(0, HEAD_BYTES)))) return null;
    known.sha256 = await this.#hash(blob);
    await setContentHash(pk, known.sha256);
    return known.sha256 === file.sha256 ? stored : null;
  }

  /** Null if it has been deleted meanwhile. */
  async #stored(pk: DataProductPk, name: string): Promise<Twin | null> {
    if ((await dataProductsByPk([pk])).length === 0) return null;
    const isLost = await readableFile({ pk, name }).then(
      () => false,
      () => true
    );
    return { pk, name, isLost };
  }

  #add(size: number, known: Known): void {
    const others = this.#bySize.get(size);
    if (others) others.push(known);
    else this.#bySize.set(size, [known]);
  }
}

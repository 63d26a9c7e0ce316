import type { DataProductPk } from '$lib/domain/units/Brand';

/**
 * The products that are ticked. The set is replaced as a whole: a reactive set would notify each of thousands of rows
 * of each of thousands of additions.
 */
export class ProductSelection {
  #pks = $state.raw<ReadonlySet<DataProductPk>>(new Set());

  has(pk: DataProductPk): boolean {
    return this.#pks.has(pk);
  }

  toggle(pk: DataProductPk): void {
    const pks = new Set(this.#pks);
    if (!pks.delete(pk)) pks.add(pk);
    this.#pks = pks;
  }

  replace(pks: readonly DataProductPk[]): void {
    this.#pks = new Set(pks);
  }
}

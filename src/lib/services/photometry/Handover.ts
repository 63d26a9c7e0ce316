/** Hands things over one at a time: who gives waits until somebody takes. */
export class Handover<Item> {
  #given: { readonly item: Item; readonly taken: () => void } | null = null;
  #end: { readonly error?: unknown } | null = null;
  #wake: () => void = () => undefined;

  give(item: Item): Promise<void> {
    return new Promise((taken) => {
      this.#given = { item, taken };
      this.#wake();
    });
  }

  /** @param error why there is no more; undefined if that was all */
  end(error?: unknown): void {
    this.#end = { error };
    this.#wake();
  }

  /**
   * The next thing; null after the last.
   * @throws the error that ended it
   */
  async take(): Promise<Item | null> {
    while (!this.#given && !this.#end) await new Promise<void>((wake) => (this.#wake = wake));
    const given = this.#given;
    this.#given = null;
    given?.taken();
    if (given) return given.item;
    if (this.#end?.error !== undefined) throw this.#end.error;
    return null;
  }
}

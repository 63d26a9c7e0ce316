/** Names for FITS files, each given once. */
export class UniqueNames {
  readonly #given = new Set<string>();

  /** `<stem>.fits`, or if there is one already `<stem>_2.fits`, and so on. */
  next(stem: string): string {
    let name = `${stem}.fits`;
    for (let count = 2; this.#given.has(name); count++) name = `${stem}_${count}.fits`;
    this.#given.add(name);
    return name;
  }
}

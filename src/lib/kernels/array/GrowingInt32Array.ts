/** An Int32Array that numbers are appended to; only the first `length` entries of `values` are in use. */
export class GrowingInt32Array {
  /** Replaced by a larger array as it grows: do not keep a reference. */
  values = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(2 * this.length);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }
}

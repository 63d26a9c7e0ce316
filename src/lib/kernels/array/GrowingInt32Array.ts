/** An Int32Array at whose end numbers are added: `values` has room for more than the `length` it holds. */
export class GrowingInt32Array {
  /** Another array after it has grown. */
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

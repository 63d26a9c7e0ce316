/** A value of an array with as few digits as read back the same there; empty for NaN. */
export function numberText(values: ArrayLike<number> | ArrayLike<bigint>, index: number): string {
  const value = values[index]!;
  if (Number.isNaN(value)) return '';
  return values instanceof Float32Array ? shortSingle(values[index]!) : String(value);
}

/** Six decimal digits always survive in a single; nine always suffice. */
function shortSingle(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

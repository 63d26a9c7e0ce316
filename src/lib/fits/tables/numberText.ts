/** A value of an array, with the fewest digits that read back the same there; empty for NaN. */
export function numberText(values: ArrayLike<number> | ArrayLike<bigint>, index: number): string {
  const value = values[index]!;
  if (Number.isNaN(value)) return '';
  return values instanceof Float32Array ? shortFloat32(values[index]!) : String(value);
}

/** A float32 always preserves six decimal digits; nine always suffice to tell it apart. */
function shortFloat32(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

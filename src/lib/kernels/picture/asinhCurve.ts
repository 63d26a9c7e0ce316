/**
 * The curve `asinh(strength x) / asinh(strength)`, which takes 0 to 0 and 1 to 1 and brightens what lies between the
 * more, the larger `strength` is: linear near 0, logarithmic far above `1 / strength`. 0 is a straight line.
 *
 * Source: Lupton et al. (2004), PASP 116, 133.
 */
export function asinhCurve(strength: number): (x: number) => number {
  if (strength === 0) return (x) => x;
  const top = Math.asinh(strength);
  return (x) => Math.asinh(strength * x) / top;
}

import { figureText } from './figureText';

/** A level of pixels: exact where it is a whole number, as what a camera counts is, else with six figures. */
export function levelText(value: number): string {
  const exact = Number(value.toPrecision(9)); // without what rounding adds
  return Number.isInteger(exact) ? String(exact) : figureText(value, 6);
}

/** Converts rem, the text size chosen by the user, to CSS pixels. */
export const remToPixels = (rem: number): number =>
  rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

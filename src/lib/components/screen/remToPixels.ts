/** How long so many times the size of text is, as the user has chosen it, in CSS pixels. */
export const remToPixels = (rem: number): number =>
  rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

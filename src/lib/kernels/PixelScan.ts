export interface HighestValue {
  /** Of the finite values; -Infinity without any. */
  readonly highest: number;
  /** How many pixels have it, and how many have a finite value. */
  readonly atHighest: number;
  readonly present: number;
}

/** Looks at each pixel of an image, which takes longer than all that is done with what is found. */
export interface PixelScan {
  highestValue(): HighestValue;
  /** Index of the first of the pixels `start <= i < end` that is above a limit of float32; `end` if none is. */
  firstAbove(start: number, end: number, limit: number): number;
}

/** @param data of an image */
export const plainPixelScan = (data: Float32Array): PixelScan => ({
  highestValue: () => highestValue(data),
  firstAbove: (start, end, limit) => firstAbove(data, start, end, limit)
});

function highestValue(data: Float32Array): HighestValue {
  let highest = -Infinity;
  let atHighest = 0;
  let unlessBlank = 0;
  // By index, and of most pixels no more than needs be: counting the blank ones here would double the time.
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    unlessBlank += value - value;
    if (!(value >= highest) || value === Infinity || value === -Infinity) continue;
    if (value > highest) {
      highest = value;
      atHighest = 0;
    }
    atHighest++;
  }
  let present = data.length;
  if (unlessBlank !== 0) for (let i = 0; i < data.length; i++) if (data[i] - data[i] !== 0) present--;
  return { present, highest, atHighest };
}

function firstAbove(data: Float32Array, start: number, end: number, limit: number): number {
  let i = start;
  while (i < end && !(data[i] > limit)) i++;
  return i;
}

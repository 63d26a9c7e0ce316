import type { BayerPattern } from '../../domain/image/FrameDisplay';
import type { Image } from '../../domain/image/Image';

const RED = 0;
const GREEN = 1;
const BLUE = 2;

/**
 * A part of a Bayer mosaic in colour: each pixel keeps its own colour, the other two are the means of the
 * nearest pixels of that colour (bilinear interpolation); at the edge, of those there are. Blank pixels are
 * left out of means, and are blank in their own colour.
 * @param left first column of the part, and `top` its first row
 * @returns red, green and blue of each pixel, row-major, `columns * rows * 3` values
 */
export function demosaic(
  image: Image,
  pattern: BayerPattern,
  left: number,
  top: number,
  columns: number,
  rows: number
): Float32Array {
  const { data, width } = image;
  const channels = Array.from(pattern, (letter) => ({ R: RED, G: GREEN, B: BLUE })[letter]!);
  const colours = new Float32Array(columns * rows * 3);
  let out = 0;
  for (let y = top; y < top + rows; y++) {
    const parity = (y % 2) * 2;
    for (let x = left; x < left + columns; x++, out += 3) {
      const own = channels[parity + (x % 2)]!;
      const beside = channels[parity + ((x + 1) % 2)]!;
      const i = y * width + x;
      // What lies outside of the data is undefined, and makes the sums NaN as blank pixels do.
      const across = data[i - 1]! + data[i + 1]!;
      const along = data[i - width]! + data[i + width]!;
      colours[out + own] = data[i];
      if (own === GREEN) {
        colours[out + beside] = across / 2;
        colours[out + 2 - beside] = along / 2;
      } else {
        const corners =
          data[i - width - 1]! + data[i - width + 1]! + data[i + width - 1]! + data[i + width + 1]!;
        colours[out + GREEN] = (across + along) / 4;
        colours[out + 2 - own] = corners / 4;
      }
      const isEdge = x === 0 || x === width - 1;
      if (isEdge || Number.isNaN(colours[out]! + colours[out + 1]! + colours[out + 2]!))
        averageNeighbours(image, channels, x, y, colours.subarray(out, out + 3));
    }
  }
  return colours;
}

/** The same for one pixel, whatever its neighbours are. */
function averageNeighbours(
  { data, width, height }: Image,
  channels: readonly number[],
  x: number,
  y: number,
  colours: Float32Array
): void {
  const channel = (u: number, v: number): number => channels[(v % 2) * 2 + (u % 2)]!;
  const values: [number[], number[], number[]] = [[], [], []];
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
      const value = data[v * width + u]!;
      if (!Number.isNaN(value)) values[channel(u, v) as 0 | 1 | 2].push(value);
    }
  values.forEach((found, colour) => {
    colours[colour] = found.reduce((sum, value) => sum + value, 0) / found.length;
  });
  colours[channel(x, y)] = data[y * width + x]!;
}

/**
 * A Bayer mosaic in colour at half the size: each pixel is made of the red, the blue and the mean of the two
 * green pixels of one square of the mosaic. An odd last row or column is left out.
 * @returns red, green and blue of each pixel, row-major
 */
export function binMosaic({ data, width, height }: Image, pattern: BayerPattern): Float32Array {
  const halfWidth = width >> 1;
  const halfHeight = height >> 1;
  const place = (letter: string, from = 0): number => {
    const index = pattern.indexOf(letter, from);
    return (index >> 1) * width + (index & 1);
  };
  const [red, blue] = [place('R'), place('B')];
  const [green, otherGreen] = [place('G'), place('G', pattern.indexOf('G') + 1)];
  const colours = new Float32Array(halfWidth * halfHeight * 3);
  let out = 0;
  for (let y = 0; y < halfHeight; y++)
    for (let x = 0; x < halfWidth; x++) {
      const corner = 2 * y * width + 2 * x;
      colours[out++] = data[corner + red]!;
      colours[out++] = (data[corner + green]! + data[corner + otherGreen]!) / 2;
      colours[out++] = data[corner + blue]!;
    }
  return colours;
}

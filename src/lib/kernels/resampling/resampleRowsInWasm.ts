import type { Affine } from '../../domain/image/Affine';
import { interpolationTable, TABLE_STEPS, type Interpolation } from './interpolationTable';
import { meanOfPresent } from './meanOfPresent';
import type { Strip } from './Strip';
import type { Kernels } from '../wasm/loadKernels';

/** Number of pixels of the old image that one tile may need: they are copied into the memory of the module. */
const MAX_SOURCE_PIXELS = 2 ** 19;
/** Size of a tile, pixels: small enough for it and its source pixels to stay in the processor's cache. */
const TILE = { width: 256, height: 64 };

/** The WASM twin of the loops in `resampleRows`, with bit-identical results. */
export function resampleRowsInWasm(
  { memory, heapBase, resampleTile }: Kernels,
  source: Strip,
  transform: Affine,
  interpolation: Interpolation,
  out: Strip,
  maxUndershoot: number
): void {
  const [a, b, c, d, e, f] = transform;
  const { taps, weights } = interpolationTable(interpolation);
  const table = Math.ceil(heapBase.value / 16) * 16;
  const target = table + weights.byteLength;
  const pixels = target + TILE.width * TILE.height * 4;
  new Float32Array(memory.buffer, table, weights.length).set(weights);
  const part = new Float32Array(memory.buffer, pixels, MAX_SOURCE_PIXELS);
  const tile = new Float32Array(memory.buffer, target, TILE.width * TILE.height);

  const size = tileSize(transform, taps);
  const bottom = out.top + out.height;
  for (let y = out.top; y < bottom; y += size.height) {
    const height = Math.min(size.height, bottom - y);
    for (let x = 0; x < out.width; x += size.width) {
      const width = Math.min(size.width, out.width - x);
      const box = boxOf(source, transform, taps, { x, y, width, height });
      for (let row = 0; row < box.height; row++) {
        const start = (box.top - source.top + row) * source.width + box.left;
        part.set(source.data.subarray(start, start + box.width), row * box.width);
      }
      const mayHaveBlanks = resampleTile(
        pixels,
        box.left,
        box.top,
        box.width,
        box.height,
        table,
        taps,
        TABLE_STEPS,
        a,
        b,
        c,
        d,
        e,
        f,
        x,
        y,
        width,
        height,
        target,
        maxUndershoot
      );
      for (let row = 0; row < height; row++) {
        const values = tile.subarray(row * width, (row + 1) * width);
        out.data.set(values, (y - out.top + row) * out.width + x);
      }
      if (mayHaveBlanks) fillBesideBlanks(source, transform, out, { x, y, width, height });
    }
  }
}

interface Tile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The tile size, halved until the source pixels of a tile fit into the memory. */
function tileSize(transform: Affine, taps: number): { width: number; height: number } {
  const [a, b, c, d] = transform.map(Math.abs);
  const size = { ...TILE };
  const needed = () =>
    (a * size.width + c * size.height + taps + 4) * (b * size.width + d * size.height + taps + 4);
  while (needed() > MAX_SOURCE_PIXELS && size.width * size.height > 1) {
    if (size.width > size.height) size.width /= 2;
    else size.height /= 2;
  }
  return size;
}

/** The part of the old image that a tile needs, with a margin of one pixel, as corners are rounded differently here. */
function boxOf(source: Strip, [a, b, c, d, e, f]: Affine, taps: number, { x, y, width, height }: Tile) {
  const right = x + width - 1;
  const bottom = y + height - 1;
  const reach = taps / 2 + 1;
  const span = (p: number, q: number, r: number, from: number, to: number): [number, number] => {
    const ends = [
      p * x + q * y + r,
      p * right + q * y + r,
      p * x + q * bottom + r,
      p * right + q * bottom + r
    ];
    const first = Math.min(Math.max(Math.floor(Math.min(...ends)) - reach, from), to);
    return [first, Math.min(Math.max(Math.floor(Math.max(...ends)) + reach + 1, first), to) - first];
  };
  const [left, boxWidth] = span(a, c, e, 0, source.width);
  const [top, boxHeight] = span(b, d, f, source.top, source.top + source.height);
  return { left, top, width: boxWidth, height: boxHeight };
}

function fillBesideBlanks(source: Strip, [a, b, c, d, e, f]: Affine, out: Strip, tile: Tile): void {
  for (let y = tile.y; y < tile.y + tile.height; y++)
    for (let x = tile.x, i = (y - out.top) * out.width + x; x < tile.x + tile.width; x++, i++)
      if (!Number.isFinite(out.data[i]))
        out.data[i] = meanOfPresent(source, a * x + (c * y + e), b * x + (d * y + f));
}

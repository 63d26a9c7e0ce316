import { pixelScale, type PixelScale } from '../pixels/decodePixels';
import { dequantize } from './dequantize';
import { FitsError } from '../file/FitsError';
import { hduLabel, type Hdu } from '../file/Hdu';
import type { FitsFile } from '../file/openFits';
import { storedIntegers, storedSubset, type PixelSink, type StoredPixels } from '../pixels/StoredPixels';
import { gunzipPixels, tileCodec, uncompressedPixels, type TileCodec } from './tileCodec';
import { tileCompression, type TileCompression } from './tileCompression';
import { TileTable, type StoredTile } from './TileTable';
import { withinRange } from './withinRange';

/** The tiles of one plane: consecutive rows of the table that form a grid. */
interface TileGrid {
  readonly firstRow: number;
  readonly across: number;
  readonly down: number;
  /** Number of planes in each of these tiles, and which of them is the one to read. */
  readonly depth: number;
  readonly layer: number;
}

/**
 * Opens one plane of a tile-compressed image (FITS 4.0, section 10).
 * @param plane counted from 0 over the third and all further axes
 * @returns a function that reads it, and throws a FitsError if the data are damaged
 * @throws FitsError if the image is compressed in a way we do not know
 */
export function openCompressedPlane(
  file: FitsFile,
  hdu: Hdu,
  plane: number
): (sink: PixelSink) => Promise<void> {
  const compression = tileCompression(hdu);
  const table = new TileTable(file, hdu);
  const grid = tileGrid(compression, plane);
  const needed = compression.axes.reduce(
    (count, length, i) => count * Math.ceil(length / compression.tile[i]!),
    1
  );
  if (table.rows < needed)
    throw new FitsError(`${hduLabel(hdu)}: the image needs ${needed} tiles, but has ${table.rows}.`);
  return (sink) => readTiles(table, compression, grid, sink);
}

function tileGrid({ axes, tile }: TileCompression, plane: number): TileGrid {
  const [across, down] = [Math.ceil(axes[0]! / tile[0]!), Math.ceil(axes[1]! / tile[1]!)];
  let [firstRow, rows, depth, layer, rest] = [0, across * down, 1, 0, plane];
  for (let axis = 2; axis < axes.length; axis++) {
    const [length, tileLength] = [axes[axis]!, tile[axis]!];
    const index = rest % length;
    const tileIndex = Math.floor(index / tileLength);
    rest = Math.floor(rest / length);
    firstRow += tileIndex * rows;
    rows *= Math.ceil(length / tileLength);
    layer += (index % tileLength) * depth;
    depth *= Math.min(tileLength, length - tileIndex * tileLength);
  }
  return { firstRow, across, down, depth, layer };
}

async function readTiles(
  table: TileTable,
  compression: TileCompression,
  { firstRow, across, down, depth, layer }: TileGrid,
  sink: PixelSink
): Promise<void> {
  const codec = await tileCodec(compression);
  const scale = pixelScale(table.hdu);
  const [width, height] = compression.axes as [number, number, ...number[]];
  const [tileWidth, tileHeight] = compression.tile as [number, number, ...number[]];
  let index = 0;
  for await (const run of table.read(firstRow, firstRow + across * down))
    for (const tile of run) {
      const left = (index % across) * tileWidth;
      const top = Math.floor(index / across) * tileHeight;
      const columns = Math.min(tileWidth, width - left);
      const rows = Math.min(tileHeight, height - top);
      const pixels = decodeTile(
        table.hdu,
        compression,
        codec,
        tile,
        firstRow + index,
        columns,
        columns * rows * depth
      );
      const tileScale = { ...scale, blank: tileBlank(tile, scale) };
      // A tile as wide as the image is passed on in one piece.
      const rowsAtOnce = columns === width ? rows : 1;
      for (let y = 0; y < rows; y += rowsAtOnce) {
        const from = (layer * rows + y) * columns;
        const to = (top + y) * width + left;
        const count = rowsAtOnce * columns;
        sink(storedSubset(pixels, from, from + count), tileScale, to, to + count);
      }
      index += 1;
    }
}

const tileBlank = ({ blank }: StoredTile, scale: PixelScale): bigint | null =>
  Number.isInteger(blank) ? BigInt(blank!) : scale.blank;

/**
 * Where the integers of quantized reals did not compress, writers store the reals themselves, gzipped or as they
 * are, and those are not dithered.
 * @param row of the table: the dither of each tile starts elsewhere
 * @throws FitsError if it is damaged
 */
function decodeTile(
  hdu: Hdu,
  { bitpix, quantization }: TileCompression,
  codec: TileCodec,
  { source, bytes, scale, zero, blank }: StoredTile,
  row: number,
  columns: number,
  pixels: number
): StoredPixels {
  try {
    if (source === 'GZIP_COMPRESSED_DATA') return withinRange(gunzipPixels(bytes, pixels, bitpix), bitpix);
    if (source === 'UNCOMPRESSED_DATA') return uncompressedPixels(bytes, pixels, bitpix);
    const decoded = codec(bytes, columns, pixels);
    if (!quantization) return decoded;
    if (scale === null || zero === null)
      throw new FitsError(`${hduLabel(hdu)}: the quantized pixels have no ZSCALE or no ZZERO.`);
    const reals = new Float64Array(pixels);
    dequantize(storedIntegers(decoded), quantization, row, scale, zero, blank, reals);
    return { reals };
  } catch (cause) {
    if (cause instanceof FitsError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FitsError(`${hduLabel(hdu)}: tile ${row + 1} is damaged (${reason}).`, { cause });
  }
}

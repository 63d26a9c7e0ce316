import { CompressedImage, Header } from 'fitsjs';

/**
 * Decompresses one tile of PLIO_1 with the codec of fitsjs. That can only be reached through its reader of whole
 * images, so this makes an image of the one tile.
 * @throws Error if the tile is damaged
 */
export function plioDecode(bytes: Uint8Array<ArrayBuffer>, pixels: number): Int32Array {
  assertLength(bytes);
  return new Tile(tileHeader(bytes.length, pixels), bytes.slice().buffer).decode();
}

class Tile extends CompressedImage {
  decode(): Int32Array {
    const descriptor = new DataView(new ArrayBuffer(8));
    descriptor.setInt32(0, this.heapLength);
    return this.accessors[0]!(descriptor, 0)[0] as Int32Array;
  }
}

function tileHeader(bytes: number, pixels: number): Header {
  const cards = {
    NAXIS1: 0,
    NAXIS2: 0,
    PCOUNT: bytes,
    TFIELDS: 1,
    TTYPE1: 'COMPRESSED_DATA',
    TFORM1: '1PB',
    ZCMPTYPE: 'PLIO_1',
    ZBITPIX: 16,
    ZNAXIS: 1,
    ZNAXIS1: pixels
  };
  const header = new Header('');
  for (const [keyword, value] of Object.entries(cards)) header.set(keyword, value);
  return header;
}

/** Where a line list is shorter than it says (IRAF plio, `pl_l2pi`), fitsjs reads on as if zeros followed. */
function assertLength(bytes: Uint8Array): void {
  const words = bytes.length >> 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (words < 3) throw new Error('the compressed bytes end too early');
  const short = view.getInt16(4);
  const length = short > 0 || words < 5 ? short : (view.getInt16(8) << 15) + (view.getInt16(6) & 0x7fff);
  if (length < 0 || length > words) throw new Error('the compressed bytes end too early');
}

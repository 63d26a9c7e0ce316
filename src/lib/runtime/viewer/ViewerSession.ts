import type { Affine } from '../../domain/image/Affine';
import type { DataProductPk, UnixMilliseconds } from '../../domain/units/Brand';
import type { FrameDisplay } from '../../domain/image/FrameDisplay';
import type { Position } from '../../domain/sky/Position';
import type { FitsRemark } from '../../fits/file/FitsRemark';
import { describeTable } from '../../fits/tables/describeTable';
import { firstImage } from '../../fits/image/firstImage';
import { imageSize } from '../../fits/image/imageSize';
import type { Hdu } from '../../fits/file/Hdu';
import { openFits, type FitsFile } from '../../fits/file/openFits';
import { colourPlanes } from '../../frames/colourPlanes';
import { declaredMosaic, type DeclaredMosaic } from '../../frames/declaredMosaic';
import { verifyChecksum } from '../../fits/file/verifyChecksum';
import type { JulianDates } from '../../kernels/time/julianDates';
import { CanvasRenderer } from './CanvasRenderer';
import { colourTable } from './colourTable';
import type { FrameRenderer } from './FrameRenderer';
import type {
  FrameAddress,
  FrameSaturation,
  HduAddress,
  HduOverview,
  Histogram,
  Limits,
  TableOverview,
  ViewerWorkerApi
} from '../protocol';
import { ViewedFrame } from './ViewedFrame';
import { ViewedTable } from './ViewedTable';
import { WebglRenderer } from './WebglRenderer';

/** Frames are kept up to this many bytes, so that blinking need not read them again. */
const MAX_BYTES = 256 * 2 ** 20;

/** A viewer's open files, and the canvas it draws on. It lives in the viewer's worker. */
export class ViewerSession implements ViewerWorkerApi {
  #renderer: FrameRenderer | null = null;
  #canvas: OffscreenCanvas | null = null;
  readonly #files = new Map<DataProductPk, FitsFile>();
  /** The most recently used one is last. */
  readonly #frames = new Map<string, ViewedFrame>();
  /** Frames being read, as one may be drawn and counted at the same time. */
  readonly #reading = new Map<string, Promise<ViewedFrame>>();
  readonly #tables = new Map<string, ViewedTable>();
  #colourTable: { readonly display: string; readonly colours: Uint8Array<ArrayBuffer> } | null = null;

  attach(canvas: OffscreenCanvas): void {
    this.#canvas = canvas;
    const gl = canvas.getContext('webgl2', { antialias: false });
    this.#renderer = gl ? new WebglRenderer(gl) : new CanvasRenderer(canvas.getContext('2d')!);
  }

  /** @throws FitsError if the file is not FITS */
  async open(productPk: DataProductPk, blob: Blob): Promise<HduOverview[]> {
    const file = this.#files.get(productPk) ?? (await openFits(blob));
    this.#files.set(productPk, file);
    const main = firstImage(file.hdus);
    return file.hdus.map((hdu) => ({
      index: hdu.index,
      kind: hdu.kind,
      name: hdu.name,
      size: imageSize(hdu),
      hasColours: coloursOf(hdu) !== null,
      isMain: hdu === main,
      // Not as UTF-8: characters beyond ASCII would take two bytes each, and shift all cards after them.
      header: Uint8Array.from(hdu.header.cards.map(({ raw }) => raw).join(''), (byte) => byte.charCodeAt(0))
    }));
  }

  /** What was passed over in an open file. */
  remarks(productPk: DataProductPk): readonly FitsRemark[] {
    return this.#file(productPk).remarks;
  }

  /** @throws FitsError if the image cannot be read */
  async histogram(address: FrameAddress): Promise<Histogram> {
    return (await this.#frame(address)).histogram();
  }

  /** @throws FitsError if the image cannot be read */
  async saturation(address: FrameAddress): Promise<FrameSaturation> {
    return (await this.#frame(address)).saturation();
  }

  /**
   * Draws a frame on the whole canvas.
   * @param imageToCanvas see `FrameView`
   * @returns the limits it was drawn with, of each colour of a mosaic
   * @throws FitsError if the image cannot be read
   */
  async draw(
    address: FrameAddress,
    display: FrameDisplay,
    imageToCanvas: Affine,
    size: { readonly width: number; readonly height: number }
  ): Promise<readonly Limits[]> {
    const frame = await this.#frame(address);
    const mosaic = frame.mosaic(display, this.#declaredMosaic(address));
    const limits = frame.limits(display.limits, mosaic);
    const canvas = this.#canvas;
    if (!canvas || !this.#renderer) throw new Error('The viewer has nothing to draw on');
    if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
    const levels = frame.levels(mosaic);
    const saturation = saturationToMark(frame, display);
    this.#renderer.draw({ levels, imageToCanvas, limits, saturation, table: this.#colours(display) });
    return limits;
  }

  /** The value of a pixel, as text; see `ViewedFrame`. */
  async value(address: FrameAddress, x: number, y: number): Promise<string> {
    return (await this.#frame(address)).value(x, y);
  }

  /** What `draw` would draw, as a PNG file. */
  async picture(
    address: FrameAddress,
    display: FrameDisplay,
    imageToCanvas: Affine,
    size: { readonly width: number; readonly height: number }
  ): Promise<Blob> {
    const frame = await this.#frame(address);
    const mosaic = frame.mosaic(display, this.#declaredMosaic(address));
    const canvas = new OffscreenCanvas(size.width, size.height);
    new CanvasRenderer(canvas.getContext('2d')!).draw({
      levels: frame.levels(mosaic),
      imageToCanvas,
      limits: frame.limits(display.limits, mosaic),
      saturation: saturationToMark(frame, display),
      table: this.#colours(display)
    });
    return canvas.convertToBlob({ type: 'image/png' });
  }

  table(address: HduAddress): TableOverview {
    return this.#table(address).overview();
  }

  tableRows(address: HduAddress, from: number, to: number): Promise<string[][]> {
    return this.#table(address).rows(from, to);
  }

  sortTable(address: HduAddress, column: number | null, isDescending: boolean): Promise<void> {
    return this.#table(address).sort(column, isDescending);
  }

  tableCsv(address: HduAddress): Promise<Blob> {
    return this.#table(address).csv();
  }

  verifyChecksum({ productPk, hdu }: HduAddress): ReturnType<typeof verifyChecksum> {
    const file = this.#file(productPk);
    return verifyChecksum(file, file.hdus[hdu]!);
  }

  /** @throws RangeError before 1972, when UTC was defined differently */
  async julianDates(mid: UnixMilliseconds, target: Position): Promise<JulianDates> {
    const { julianDates } = await import('../../kernels/time/julianDates');
    return julianDates(mid, target);
  }

  #file(productPk: DataProductPk): FitsFile {
    const file = this.#files.get(productPk);
    if (!file) throw new Error('The file is not open');
    return file;
  }

  #declaredMosaic({ productPk, hdu, said }: FrameAddress): DeclaredMosaic | null {
    const image = this.#file(productPk).hdus[hdu]!;
    return declaredMosaic(image.header, said, imageSize(image)!);
  }

  #table({ productPk, hdu }: HduAddress): ViewedTable {
    const key = `${productPk}/${hdu}`;
    let table = this.#tables.get(key);
    if (!table) {
      const file = this.#file(productPk);
      this.#tables.set(key, (table = new ViewedTable(file, describeTable(file.hdus[hdu]!))));
    }
    return table;
  }

  #colours(display: FrameDisplay): Uint8Array<ArrayBuffer> {
    const key = JSON.stringify([display.stretch, display.colourMap, display.inverted]);
    if (this.#colourTable?.display !== key)
      this.#colourTable = { display: key, colours: colourTable(display) };
    return this.#colourTable.colours;
  }

  async #frame(address: FrameAddress): Promise<ViewedFrame> {
    const key = [address.productPk, address.hdu, address.plane].join('/');
    const frame = this.#frames.get(key) ?? (await (this.#reading.get(key) ?? this.#read(key, address)));
    this.#frames.delete(key);
    this.#frames.set(key, frame);
    this.#dropOldFrames();
    return frame;
  }

  #read(key: string, { productPk, hdu, plane }: FrameAddress): Promise<ViewedFrame> {
    const file = this.#file(productPk);
    const image = file.hdus[hdu]!;
    const reading = ViewedFrame.read(file, image, plane === 'colours' ? (coloursOf(image) ?? 0) : plane)
      .then((frame) => {
        this.#frames.set(key, frame);
        return frame;
      })
      .finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    return reading;
  }

  /** Drops the least recently used frames, but never the last one. */
  #dropOldFrames(): void {
    let bytes = [...this.#frames.values()].reduce((sum, frame) => sum + frame.bytes, 0);
    for (const [key, frame] of this.#frames) {
      if (bytes <= MAX_BYTES || this.#frames.size === 1) return;
      this.#frames.delete(key);
      bytes -= frame.bytes;
    }
  }
}

const saturationToMark = (frame: ViewedFrame, { marksSaturated }: FrameDisplay): number =>
  marksSaturated ? frame.saturation().level : Infinity;

function coloursOf(hdu: Hdu): ReturnType<typeof colourPlanes> {
  const size = imageSize(hdu);
  return size && colourPlanes(hdu.header, size);
}

import { untrack } from 'svelte';
import type { Affine } from '../../domain/image/Affine';
import type { DataProductPk, UnixMilliseconds } from '../../domain/units/Brand';
import type { FrameDisplay } from '../../domain/image/FrameDisplay';
import type { Position } from '../../domain/sky/Position';
import { FitsHeader } from '../../fits/file/FitsHeader';
import { orReason } from '../../fits/file/orReason';
import { readWcs } from '../../fits/wcs/readWcs';
import type { Wcs } from '../../fits/wcs/Wcs';
import type { JulianDates } from '../../kernels/time/julianDates';
import type { Histogram, Limits } from '../../runtime/viewer/ViewedFrame';
import type { FrameAddress, HduAddress, HduOverview } from '../../runtime/viewer/ViewerSession';
import type { TableOverview } from '../../runtime/viewer/ViewedTable';
import { ViewerWorker } from '../../runtime/viewer/ViewerWorker';
import { getFile } from '../../store/dataProducts';
import { errorSentence } from '../messages/errorSentence';

export type { FrameAddress, HduAddress, Histogram, Limits, TableOverview, Wcs };

/** An HDU of a file that is viewed. */
export interface ViewedHdu extends Omit<HduOverview, 'header'> {
  readonly header: FitsHeader;
  /** World coordinates, or why there are none that can be trusted. */
  readonly wcs: Wcs | string;
}

export interface Drawing {
  readonly address: FrameAddress;
  readonly display: FrameDisplay;
  /** From pixels of the frame to pixels of the canvas. */
  readonly imageToCanvas: Affine;
  /** Of the canvas, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** A canvas and the worker that draws frames on it. Its caller terminates it. */
export class FrameViewer {
  /** The drawing that is on the canvas, and the limits of each of its colours. */
  drawn = $state.raw<{ readonly drawing: Drawing; readonly limits: readonly Limits[] } | null>(null);
  /** Why the drawing that was asked for last cannot be made. */
  failure = $state('');

  /**
   * The file to which the worker was lost, and why. The canvas and what was open went with it, and a canvas can be handed
   * over only once: nothing is drawn or read any more, and it takes another viewer.
   */
  lost = $state.raw<{ readonly productPk: DataProductPk; readonly reason: Error } | null>(null);

  readonly #worker = new ViewerWorker((reason) => this.#lose(reason));
  /** Files do not change: what blinks is opened once. */
  readonly #opened = new Map<DataProductPk, readonly ViewedHdu[]>();
  readonly #checksums = new Map<string, Promise<string>>();
  /** The file that was asked for last. */
  #asked: DataProductPk | null = null;
  #wanted: Drawing | null = null;
  #drawing: Drawing | null = null;

  /** The next worker would be started in vain. */
  readonly #call: ViewerWorker['call'] = async (job) => {
    const lost = untrack(() => this.lost);
    if (lost) throw lost.reason;
    return this.#worker.call(job);
  };

  attach(canvas: HTMLCanvasElement): Promise<void> {
    return this.#worker.attach(canvas);
  }

  /** @throws Error if the file is gone, not FITS, or more than the device can read */
  async open(productPk: DataProductPk): Promise<readonly ViewedHdu[]> {
    this.#asked = productPk;
    const hdus = this.#opened.get(productPk) ?? (await this.#open(productPk));
    this.#opened.set(productPk, hdus);
    return hdus;
  }

  async #open(productPk: DataProductPk): Promise<readonly ViewedHdu[]> {
    const blob = await getFile(productPk);
    if (!blob) throw new Error('The file is no longer stored.');
    const hdus = await this.#call((session) => session.open(productPk, blob));
    return Promise.all(
      hdus.map(async (hdu) => {
        const header = new FitsHeader(hdu.header);
        return { ...hdu, header, wcs: await orReason(() => readWcs(header)) };
      })
    );
  }

  /** Draws as soon as the drawing before is done; of several asked for meanwhile, the last one only. */
  draw(drawing: Drawing): void {
    this.#wanted = drawing;
    if (!this.#drawing) void this.#drawWanted();
  }

  histogram(address: FrameAddress): Promise<Histogram> {
    return this.#call((session) => session.histogram(address));
  }

  /** The value of a pixel, as text. */
  value(address: FrameAddress, x: number, y: number): Promise<string> {
    return this.#call((session) => session.value(address, x, y));
  }

  table(address: HduAddress): Promise<TableOverview> {
    return this.#call((session) => session.table(address));
  }

  /** The cells, as text, of the rows shown at `from` up to before `to`. */
  tableRows(address: HduAddress, from: number, to: number): Promise<string[][]> {
    return this.#call((session) => session.tableRows(address, from, to));
  }

  /** @param column its place; null: in the order of the file */
  sortTable(address: HduAddress, column: number | null, isDescending: boolean): Promise<void> {
    return this.#call((session) => session.sortTable(address, column, isDescending));
  }

  tableCsv(address: HduAddress): Promise<Blob> {
    return this.#call((session) => session.tableCsv(address));
  }

  /**
   * What an HDU's CHECKSUM and DATASUM are worth, as a sentence. It is kept, for frames that blink not to be read from
   * end to end each time.
   */
  checksumSentence(address: HduAddress): Promise<string> {
    const key = `${address.productPk}/${address.hdu}`;
    const known = this.#checksums.get(key);
    if (known) return known;
    const sentence = this.#verifyChecksum(address);
    this.#checksums.set(key, sentence);
    sentence.catch(() => this.#checksums.delete(key));
    return sentence;
  }

  async #verifyChecksum(address: HduAddress): Promise<string> {
    const { checksum, datasum } = await this.#call((session) => session.verifyChecksum(address));
    if (checksum === 'wrong' || datasum === 'wrong')
      return 'The checksum does not fit: this HDU was changed or damaged after it was written.';
    return checksum === 'absent' && datasum === 'absent' ? 'No checksum.' : 'The checksum is right.';
  }

  /** An instant as light curves tell it, for a target. */
  julianDates(mid: UnixMilliseconds, target: Position): Promise<JulianDates> {
    return this.#call((session) => session.julianDates(mid, target));
  }

  /** A PNG file of what a drawing shows. */
  picture({ address, display, imageToCanvas, width, height }: Drawing): Promise<Blob> {
    return this.#call((session) => session.picture(address, display, imageToCanvas, { width, height }));
  }

  terminate(): void {
    this.#wanted = null;
    this.#worker.terminate();
  }

  async #drawWanted(): Promise<void> {
    while (this.#wanted) {
      const drawing = (this.#drawing = this.#wanted);
      this.#wanted = null;
      const { address, display, imageToCanvas, width, height } = drawing;
      try {
        const limits = await this.#call((session) =>
          session.draw(address, display, imageToCanvas, { width, height })
        );
        this.drawn = { drawing, limits };
        this.failure = '';
      } catch (error) {
        this.failure = errorSentence(error);
      }
    }
    this.#drawing = null;
  }

  #lose(reason: Error): void {
    const productPk = this.#drawing?.address.productPk ?? this.#asked;
    if (productPk !== null) this.lost = { productPk, reason };
  }
}

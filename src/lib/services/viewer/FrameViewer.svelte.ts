import { untrack } from 'svelte';
import type { Affine } from '../../domain/image/Affine';
import type { DataProductPk, UnixMilliseconds } from '../../domain/units/Brand';
import { correctedFacts } from '../../domain/rows/correctedFacts';
import type { DataProduct } from '../../domain/rows/DataProduct';
import type { FrameDisplay } from '../../domain/image/FrameDisplay';
import type { Position } from '../../domain/sky/Position';
import { FitsHeader } from '../../fits/file/FitsHeader';
import { remarkText } from '../../fits/file/sentences';
import type { Wcs } from '../../fits/wcs/Wcs';
import { saturationText } from '../../frames/sentences';
import { levelText } from '../../domain/units/levelText';
import { imageWcs, type ImageWcs } from '../../frames/imageWcs';
import type { JulianDates } from '../../kernels/time/julianDates';
import type {
  FrameAddress,
  HduAddress,
  HduOverview,
  Histogram,
  Limits,
  TableOverview
} from '../../runtime/protocol';
import { ViewerWorker } from '../../runtime/viewer/ViewerWorker';
import { getFile } from '../../store/dataProducts';
import { errorSentence } from '../messages/errorSentence';

export type { FrameAddress, HduAddress, Histogram, Limits, TableOverview, Wcs };

/** An HDU of an open file. */
export type ViewedHdu = Omit<HduOverview, 'header'> & { readonly header: FitsHeader } & ImageWcs;

/** @param plane null: its colours, or the first where it has none */
export function addressOf(product: DataProduct, hdu: ViewedHdu, plane: number | null): FrameAddress {
  const { filter, mosaic } = correctedFacts(product) ?? { filter: null, mosaic: null };
  const chosen = plane ?? (hdu.hasColours ? 'colours' : 0);
  const last = (hdu.size?.planes ?? 1) - 1;
  return {
    productPk: product.pk,
    hdu: hdu.index,
    plane: chosen === 'colours' ? chosen : Math.min(chosen, last),
    said: { filter, mosaic }
  };
}

export interface Drawing {
  readonly address: FrameAddress;
  readonly display: FrameDisplay;
  /** From pixels of the frame to pixels of the canvas. */
  readonly imageToCanvas: Affine;
  /** Size of the canvas, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** A canvas and the worker that draws frames on it. Whoever creates a viewer must terminate it. */
export class FrameViewer {
  /** The drawing now on the canvas, and the display limits of each of its colours. */
  drawn = $state.raw<{ readonly drawing: Drawing; readonly limits: readonly Limits[] } | null>(null);
  /** Why the last drawing failed; '' if it did not. */
  failure = $state('');

  /**
   * The file that the worker died on, and why. The canvas and the open files are lost with it, and a canvas can be
   * transferred only once: this viewer draws and reads nothing more, and must be replaced.
   */
  lost = $state.raw<{ readonly productPk: DataProductPk; readonly reason: Error } | null>(null);

  readonly #worker = new ViewerWorker((reason) => this.#lose(reason));
  /** Files never change: frames that blink are opened once. */
  readonly #opened = new Map<DataProductPk, readonly ViewedHdu[]>();
  readonly #checksums = new Map<string, Promise<string>>();
  /** The file requested last. */
  #requested: DataProductPk | null = null;
  #pending: Drawing | null = null;
  #drawing: Drawing | null = null;

  /** After the worker is lost, no other is started: it would have neither canvas nor files. */
  readonly #call: ViewerWorker['call'] = async (job) => {
    const lost = untrack(() => this.lost);
    if (lost) throw lost.reason;
    return this.#worker.call(job);
  };

  attach(canvas: HTMLCanvasElement): Promise<void> {
    return this.#worker.attach(canvas);
  }

  /** @throws Error if the file is gone, is not FITS, or is too large for the device */
  async open(productPk: DataProductPk): Promise<readonly ViewedHdu[]> {
    this.#requested = productPk;
    const hdus = this.#opened.get(productPk) ?? (await this.#open(productPk));
    this.#opened.set(productPk, hdus);
    return hdus;
  }

  async #open(productPk: DataProductPk): Promise<readonly ViewedHdu[]> {
    const blob = await getFile(productPk);
    if (!blob) throw new Error('The file is no longer stored.');
    const hdus = await this.#call((session) => session.open(productPk, blob));
    return hdus.map((hdu) => {
      const header = new FitsHeader(hdu.header);
      return { ...hdu, header, ...imageWcs(header) };
    });
  }

  /** What was passed over in an open file, in sentences. */
  async remarks(productPk: DataProductPk): Promise<readonly string[]> {
    return (await this.#call((session) => session.remarks(productPk))).map(remarkText);
  }

  /** Draws as soon as the previous drawing is done. Of several requested in the meantime, only the last is drawn. */
  draw(drawing: Drawing): void {
    this.#pending = drawing;
    if (!this.#drawing) void this.#drawPending();
  }

  histogram(address: FrameAddress): Promise<Histogram> {
    return this.#call((session) => session.histogram(address));
  }

  /** From which value on pixels are saturated, how many are, and how that is known, as a sentence. */
  async saturationSentence(address: FrameAddress): Promise<string> {
    const { level, count, source } = await this.#call((session) => session.saturation(address));
    if (level === Infinity)
      return 'From which value on pixels are saturated is not known, and no star looks cut off.';
    return `${count === 1 ? '1 pixel is' : `${count} pixels are`} saturated: ${levelText(level)} or more (${saturationText(source)}).`;
  }

  /** The value of a pixel, as text. */
  value(address: FrameAddress, x: number, y: number): Promise<string> {
    return this.#call((session) => session.value(address, x, y));
  }

  table(address: HduAddress): Promise<TableOverview> {
    return this.#call((session) => session.table(address));
  }

  /** The cells, as text, of the rows shown from `from` up to but not including `to`. */
  tableRows(address: HduAddress, from: number, to: number): Promise<string[][]> {
    return this.#call((session) => session.tableRows(address, from, to));
  }

  /** @param column index of the column; null: the order of the file */
  sortTable(address: HduAddress, column: number | null, isDescending: boolean): Promise<void> {
    return this.#call((session) => session.sortTable(address, column, isDescending));
  }

  tableCsv(address: HduAddress): Promise<Blob> {
    return this.#call((session) => session.tableCsv(address));
  }

  /**
   * Whether an HDU's CHECKSUM and DATASUM are correct, as a sentence. It is cached, so that frames that blink are not read
   * from end to end each time.
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
      return 'The checksum does not match: this HDU was changed or damaged after it was written.';
    return checksum === 'absent' && datasum === 'absent' ? 'No checksum.' : 'The checksum is correct.';
  }

  /** An instant as Julian dates, heliocentric and barycentric for a target. */
  julianDates(mid: UnixMilliseconds, target: Position): Promise<JulianDates> {
    return this.#call((session) => session.julianDates(mid, target));
  }

  /** A drawing as a PNG file. */
  picture({ address, display, imageToCanvas, width, height }: Drawing): Promise<Blob> {
    return this.#call((session) => session.picture(address, display, imageToCanvas, { width, height }));
  }

  terminate(): void {
    this.#pending = null;
    this.#worker.terminate();
  }

  async #drawPending(): Promise<void> {
    while (this.#pending) {
      const drawing = (this.#drawing = this.#pending);
      this.#pending = null;
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
    const productPk = this.#drawing?.address.productPk ?? this.#requested;
    if (productPk !== null) this.lost = { productPk, reason };
  }
}

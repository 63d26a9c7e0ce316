import type { Image } from '../../domain/image/Image';
import type { Section } from '../../domain/image/Section';
import { FitsError } from '../../fits/file/FitsError';
import type { Hdu } from '../../fits/file/Hdu';
import type { FitsFile } from '../../fits/file/openFits';
import { openFrameFile } from '../../fits/image/openFrameFile';
import { integerRows } from '../../fits/image/integerRows';
import { readImage, readImageRows } from '../../fits/image/readImage';
import { section } from '../../fits/facts/section';
import type { IntegerRows, RowReader } from '../../kernels/calibration/combineStrips';
import { cutSection } from '../../kernels/calibration/cutSection';
import { storedRows } from '../../kernels/array/storedRows';
import { storePixels } from '../../kernels/array/storePixels';
import { subtractOverscan } from '../../kernels/calibration/subtractOverscan';
import type { PlaneSize } from './Frame';

/** A raw frame, its headers read. Its size is that after trimming. */
export interface OpenFrame extends PlaneSize {
  readonly file: FitsFile;
  readonly hdu: Hdu;
  /** Null where there is none, or all of the image is to be kept. */
  readonly overscan: Section | null;
  readonly trim: Section | null;
  /** Why a section that the header gives is not gone by. */
  readonly notes: readonly string[];
}

/** @throws FitsError if the file has no image that can be read, or one of several planes */
export async function openFrame(blob: Blob): Promise<OpenFrame> {
  const { file, hdu, ...size } = await openFrameFile(blob);
  // Reads nothing, but finds out whether all of the data are there.
  if (hdu.kind === 'image') await readImageRows(file, hdu, 0, 0);
  const notes: string[] = [];
  const overscan = sectionOrNote(hdu, 'BIASSEC', size, notes);
  const trim = sectionOrNote(hdu, 'TRIMSEC', size, notes) ?? {
    x0: 0,
    x1: size.width,
    y0: 0,
    y1: size.height
  };
  const [width, height] = [trim.x1 - trim.x0, trim.y1 - trim.y0];
  const isWhole = width === size.width && height === size.height;
  return { file, hdu, overscan, trim: isWhole ? null : trim, width, height, notes };
}

/** The header of an image that has been cut often still tells of the whole one. */
function sectionOrNote(hdu: Hdu, keyword: string, size: PlaneSize, notes: string[]): Section | null {
  try {
    return section(hdu.header, keyword, size);
  } catch (error) {
    if (!(error instanceof FitsError)) throw error;
    notes.push(error.message);
    return null;
  }
}

/** The image less its overscan, and trimmed. */
export async function readFrame({ file, hdu, overscan, trim }: OpenFrame): Promise<Image> {
  const image = await readImage(file, hdu);
  const levelled = overscan ? subtractOverscan(image, overscan) : image;
  return trim ? cutSection(levelled, trim) : levelled;
}

/** The same by rows. Where rows cannot be read alone, the image is put aside, out of memory. */
export async function frameRows(frame: OpenFrame): Promise<RowReader> {
  const { file, hdu, overscan, trim } = frame;
  if (hdu.kind !== 'image' || overscan || trim) {
    const image = await readFrame(frame);
    return storedRows(storePixels(image), image.width);
  }
  return (y0, y1, out) => readImageRows(file, hdu, y0, y1, out);
}

/** The rows as they are stored, if they are 16-bit integers and nothing is to be done to them; null otherwise. */
export const storedFrameRows = ({ file, hdu, overscan, trim }: OpenFrame): IntegerRows | null =>
  overscan || trim ? null : integerRows(file, hdu);

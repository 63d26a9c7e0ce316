import type { Image } from '../../domain/image/Image';
import type { Frame } from '../../frames/Frame';
import type { IntegerRows, RowReader } from '../../kernels/calibration/combineStrips';
import { cutSection } from '../../kernels/calibration/cutSection';
import { storedRows } from '../../kernels/array/storedRows';
import { storePixels } from '../../kernels/array/storePixels';
import { subtractOverscan } from '../../kernels/calibration/subtractOverscan';

/** An image of a frame with its overscan subtracted, and trimmed. */
export function trimmedImage({ sections: { overscan, trim } }: Frame, image: Image): Image {
  const levelled = overscan ? subtractOverscan(image, overscan) : image;
  return trim ? cutSection(levelled, trim) : levelled;
}

/** The same by rows. Where rows cannot be read singly, the image is stored outside memory. */
export async function trimmedRows(frame: Frame): Promise<RowReader> {
  if (frame.canReadRows && !isChanged(frame)) return (y0, y1, out) => frame.readRows(y0, y1, out);
  const image = trimmedImage(frame, await frame.readImage());
  return storedRows(storePixels(image), image.width);
}

/** The rows as stored, if they are 16-bit integers that need no correction; null otherwise. */
export const trimmedIntegerRows = (frame: Frame): IntegerRows | null =>
  isChanged(frame) ? null : frame.integerRows();

const isChanged = ({ sections: { overscan, trim } }: Frame): boolean => overscan !== null || trim !== null;

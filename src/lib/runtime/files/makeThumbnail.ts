import type { CorrectedFacts } from '../../domain/rows/correctedFacts';
import { openFits } from '../../fits/file/openFits';
import { firstImage } from '../../fits/image/firstImage';
import { fitsThumbnail } from './fitsThumbnail';

/**
 * The thumbnail of a FITS file by what its user says of it; null for one without an image.
 * @throws FitsError if it cannot be read
 */
export async function makeThumbnail(
  blob: Blob,
  corrected: Pick<CorrectedFacts, 'filter' | 'mosaic'>
): Promise<Blob | null> {
  const file = await openFits(blob);
  const image = firstImage(file.hdus);
  return image && (await fitsThumbnail(file, image, corrected));
}

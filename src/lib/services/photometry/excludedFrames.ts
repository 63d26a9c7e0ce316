import type { DataProduct } from '../../domain/rows/DataProduct';
import { frameProducts } from '../../domain/rows/frameProducts';
import type { PhotometryDatum } from '../../domain/rows/PhotometryDatum';
import type { Frames } from '../../domain/measurement/Measurements';

/** Milliseconds by which a Julian date is off at most. */
const SAME_TIME = 2;

/**
 * Why each frame is excluded that is: by the photometry of its time and its file, or of its time alone where the file is
 * gone.
 * @param products of the target
 */
export function excludedFrames(
  frames: Pick<Frames, 'time' | 'names' | 'uids' | 'pks'>,
  photometry: readonly Pick<PhotometryDatum, 'timestamp' | 'dataProductPk' | 'value'>[],
  products: readonly DataProduct[]
): Map<number, string> {
  const ownProducts = frameProducts(frames, products);
  const excluded = new Map<number, string>();
  for (const { dataProductPk, timestamp, value } of photometry) {
    if (value.excluded === undefined) continue;
    const isGone = !products.some(({ pk }) => pk === dataProductPk);
    const frame = frames.time.findIndex(
      (time, f) => Math.abs(time - timestamp) < SAME_TIME && (isGone || ownProducts[f]?.pk === dataProductPk)
    );
    if (frame >= 0) excluded.set(frame, value.excluded);
  }
  return excluded;
}

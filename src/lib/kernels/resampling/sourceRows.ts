import { transformPoint, type Affine } from '../../domain/image/Affine';
import { interpolationTable, type Interpolation } from './interpolationTable';

/**
 * The rows of an image needed to resample it into some rows of another: `first <= row < end`, none if these are equal.
 * @param transform from the new image to the old one
 * @param rows of the new image: `height` rows of `width` pixels, starting with row `top`
 * @param sourceHeight rows of the old image
 */
export function sourceRows(
  transform: Affine,
  interpolation: Interpolation,
  rows: { readonly width: number; readonly top: number; readonly height: number },
  sourceHeight: number
): { first: number; end: number } {
  const bottom = rows.top + rows.height - 1;
  const corners = [0, rows.width - 1].flatMap((x) =>
    [rows.top, bottom].map((y) => transformPoint(transform, { x, y }).y)
  );
  // One pixel more than the interpolation needs, as its positions are rounded in a different order.
  const reach = interpolationTable(interpolation).taps / 2 + 1;
  const within = (row: number): number => Math.min(Math.max(row, 0), sourceHeight);
  return {
    first: within(Math.floor(Math.min(...corners)) - reach),
    end: within(Math.floor(Math.max(...corners)) + reach + 1)
  };
}

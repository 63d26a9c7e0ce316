import { FRAME_SUFFIXES, hasAllowedSuffix } from '../image/suffixes';
import type { DataProduct } from './DataProduct';
import type { PipelineDescription } from './PipelineDescription';

/**
 * Whether a pipeline can use a product: its name ends as it must and, for a pipeline of frames, it holds an image.
 * Tables and catalogues are FITS files too, and are no frames.
 */
export function isPipelineInput(
  product: DataProduct,
  { allowedSuffixes }: Pick<PipelineDescription, 'allowedSuffixes'>
): boolean {
  if (!hasAllowedSuffix(product.name, allowedSuffixes)) return false;
  const takesFrames = allowedSuffixes?.every((suffix) => hasAllowedSuffix(suffix, FRAME_SUFFIXES));
  return !takesFrames || (product.facts !== null && product.facts.width !== null);
}

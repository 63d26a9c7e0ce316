import type { MosaicWarning } from '../../frames/MosaicWarning';
import type { Statements } from '../../domain/statement/Statement';

type OfFrames = { readonly names: readonly string[] };

/** What catalogues have less of than was asked for, or take for granted. */
export type CatalogueWarning =
  | Statements<{ frameLeftOut: { readonly name: string; readonly message: string } }>
  | Statements<{
      /** From the noise of the sky. */
      gainEstimated: OfFrames;
      /** It may be a setting of the camera. */
      gainDoubtful: OfFrames;
      /** Nor can it be estimated. */
      gainUnknown: OfFrames;
      saturationUnknown: OfFrames;
      /** There are too few stars for a curve of growth. */
      aperturesNotCorrected: OfFrames;
    }>
  | MosaicWarning;

/** What the catalogue of one frame warns of. */
export type Caveat = Exclude<CatalogueWarning['code'], 'frameLeftOut'>;

import type { Statements } from '../domain/statement/Statement';

/** What pipelines make of colour pictures other than people may expect. */
export type MosaicWarning = Statements<{
  /** Nothing says that they are mosaics, but they look like it: they are taken for pictures without colours. */
  mosaicUndeclared: { readonly names: readonly string[] };
  /** Headers name a mosaic, but the pixels have no colours: it is taken for a picture without any. */
  mosaicDenied: { readonly names: readonly string[] };
}>;

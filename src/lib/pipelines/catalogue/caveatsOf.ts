import type { Caveat } from './CatalogueWarning';
import type { CatalogueSettings, FrameCatalogue } from './FrameCatalogue';

/** What the numbers of a catalogue take for granted, or have less of than was asked for. */
export function caveatsOf(
  { gain, saturation, growthStars, mosaic }: FrameCatalogue,
  { correct }: CatalogueSettings
): readonly Caveat[] {
  const { source } = saturation;
  return [
    ...(gain.source.code === 'skyNoise' ? ['gainEstimated' as const] : []),
    ...(gain.source.code === 'doubtful' ? ['gainDoubtful' as const] : []),
    ...(gain.source.code === 'unknown' ? ['gainUnknown' as const] : []),
    ...(source.code === 'frame' && source.parameters.source.code === 'unknown'
      ? ['saturationUnknown' as const]
      : []),
    ...(mosaic.source.code === 'undeclared' ? ['mosaicUndeclared' as const] : []),
    ...(mosaic.source.code === 'grey' ? ['mosaicDenied' as const] : []),
    ...(correct && growthStars === 0 ? ['aperturesNotCorrected' as const] : [])
  ];
}

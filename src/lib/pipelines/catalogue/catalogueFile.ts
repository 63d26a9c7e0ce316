import type { DataProductUid } from '../../domain/units/Brand';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import { qualitySentence } from '../../domain/measurement/sentences';
import type { FitsHeader } from '../../fits/file/FitsHeader';
import type { Card } from '../../fits/file/formatCard';
import { writeFits } from '../../fits/write/writeFits';
import { measuredFilter } from '../../frames/measuredFilter';
import type { FrameCatalogue } from './FrameCatalogue';
import type { CatalogueColumn } from './catalogueColumns';
import { limitingMagnitude } from './limitingMagnitude';
import { sourceText } from './sentences';

/**
 * The catalogue as a FITS binary table SOURCES, after a primary HDU without data that has the header of the frame:
 * its time, filter, world coordinates and history.
 */
export function catalogueFile(
  catalogue: FrameCatalogue,
  columns: readonly CatalogueColumn[],
  { header, uid }: { readonly header: FitsHeader; readonly uid: DataProductUid },
  provenance: readonly string[]
): Blob {
  const { name, measured, apertures, ring, fwhm, growthStars, zeroPoint, gain, saturation } = catalogue;
  const filter = measuredFilter(header.string('FILTER'), measured);
  const limit = limitingMagnitude(catalogue);
  const cards: Card[] = [
    ['EXTNAME', 'SOURCES'],
    ['SRCFILE', name, 'frame of the sources'],
    ['SRCUID', uid, 'its UUID'],
    ...(measured ? [['COLOUR', measured, 'of a colour picture: what was measured'] as const] : []),
    ...(filter ? [['FILTER', filter] as const] : []),
    ...columns.map(({ comment }, i): Card => [`TCOMM${i + 1}`, comment]),
    ...apertures.flatMap(({ radius, factor, factorError }, k): Card[] => [
      [`APRAD${k + 1}`, radius, '[pix] radius of aperture'],
      [`APCOR${k + 1}`, factor, 'aperture correction, applied to the flux'],
      [`APCERR${k + 1}`, factorError, 'its standard deviation']
    ]),
    ['APCSTARS', growthStars, 'stars the aperture correction was measured on'],
    ...sourced('MAGZPT', zeroPoint),
    ...sourced('EGAIN', gain),
    ...sourced('SATURATE', saturation),
    ['SKYMETH', ring ? 'ring' : 'mesh', 'where the sky was measured'],
    ...(ring
      ? ([
          ['SKYINNER', ring.inner, '[pix] inner radius of the sky annulus'],
          ['SKYOUTER', ring.outer, '[pix] outer radius of the sky annulus']
        ] as const)
      : []),
    ['SKYLEVEL', catalogue.level, 'median over the frame'],
    ['SKYNOISE', catalogue.noise, 'standard deviation of a pixel'],
    ...(fwhm > 0 ? [['FWHM', fwhm, '[pix] median of the stars'] as const] : []),
    ...(Number.isFinite(limit) ? [['MAGLIM', limit, '[mag] at a signal-to-noise of 5'] as const] : []),
    ...provenance.map((line): Card => ['HISTORY', line]),
    ['COMMENT', 'QUALITY is the sum of:'],
    ...Object.entries(SOURCE_QUALITY).map(([key, bit]): Card => [
      'COMMENT',
      `${bit}: ${qualitySentence(key as keyof typeof SOURCE_QUALITY)}`
    ])
  ];
  return writeFits({ header }, { columns, cards });
}

function sourced(
  keyword: string,
  { value, source }: FrameCatalogue['gain' | 'zeroPoint' | 'saturation']
): readonly Card[] {
  const text = sourceText(source);
  return Number.isFinite(value) ? [[keyword, value, text]] : [['COMMENT', `${keyword}: ${text}.`]];
}

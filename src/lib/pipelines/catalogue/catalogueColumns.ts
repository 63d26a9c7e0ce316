import { itemAt } from '../../domain/units/itemAt';
import type { FrameCatalogue, MeasuredAperture } from './FrameCatalogue';

/** One column of the catalogue, in both of its files. */
export interface CatalogueColumn {
  /** In the CSV, and in the FITS table. */
  readonly label: string;
  readonly name: string;
  readonly unit: string;
  readonly comment: string;
  /** NaN where a real number is not known. */
  readonly values: Int32Array | Uint8Array | Float32Array | Float64Array;
  /** Digits after the decimal point in the CSV; significant digits where `isSignificant`. */
  readonly decimals: number;
  readonly isSignificant?: true;
  /** Where its values begin again from 0: the right ascension. */
  readonly modulus?: number;
}

/** Pixel positions are 1-based, as in the FITS standard and in the viewer. */
export function catalogueColumns(catalogue: FrameCatalogue): readonly CatalogueColumn[] {
  const { sources, quality, apertures, ra, dec } = catalogue;
  const first = itemAt(apertures, 0);
  const others = apertures.slice(1);
  return [
    {
      label: 'number',
      name: 'NUMBER',
      unit: '',
      comment: 'brightest first',
      values: Int32Array.from(sources.x, (_, i) => i + 1),
      decimals: 0
    },
    pixels('x', sources.x),
    pixels('y', sources.y),
    ...(ra ? [{ ...degrees('ra', 'right ascension, ICRS', ra), modulus: 360 }] : []),
    ...(dec ? [degrees('dec', 'declination, ICRS', dec)] : []),
    ...lightColumns(catalogue, first, '', ''),
    {
      label: 'snr',
      name: 'SNR',
      unit: '',
      comment: 'signal-to-noise ratio: flux / flux_err',
      values: Float32Array.from(first.flux, (flux, i) => flux / itemAt(first.error, i)),
      decimals: 1
    },
    value('sky', 'sky level per pixel', catalogue.sky),
    value('sky_noise', 'sky noise per pixel, standard deviation', catalogue.skyNoise),
    value('peak', 'highest pixel above the sky', sources.peak),
    {
      label: 'fwhm_px',
      name: 'FWHM',
      unit: 'pix',
      comment: 'full width at half maximum',
      values: sources.fwhm,
      decimals: 2
    },
    {
      label: 'elongation',
      name: 'ELONGATION',
      unit: '',
      comment: 'major / minor axis, 1 is round',
      values: sources.a.map((a, i) => a / itemAt(sources.b, i)),
      decimals: 3
    },
    {
      label: 'quality',
      name: 'QUALITY',
      unit: '',
      comment: 'quality flags, see COMMENT; 0: none',
      values: quality,
      decimals: 0
    },
    ...others.flatMap((aperture, k) =>
      lightColumns(catalogue, aperture, `_r${Number(aperture.radius.toFixed(2))}`, `_${k + 2}`)
    )
  ];
}

const pixels = (name: string, values: Float64Array): CatalogueColumn => ({
  label: name,
  name: name.toUpperCase(),
  unit: 'pix',
  comment: 'centre of the first pixel is 1',
  values: values.map((place) => place + 1),
  decimals: 3
});

const degrees = (name: string, comment: string, values: Float64Array): CatalogueColumn => ({
  label: name,
  name: name.toUpperCase(),
  unit: 'deg',
  comment,
  values,
  decimals: 7
});

const value = (name: string, comment: string, values: Float64Array | Float32Array): CatalogueColumn => ({
  label: name,
  name: name.toUpperCase(),
  unit: '',
  comment: `${comment}, units of the image`,
  values: Float32Array.from(values),
  decimals: 6,
  isSignificant: true
});

/** Flux and magnitude in one aperture, aperture-corrected. */
function lightColumns(
  { zeroPoint }: FrameCatalogue,
  { radius, flux, error, factor }: MeasuredAperture,
  labelEnd: string,
  nameEnd: string
): readonly CatalogueColumn[] {
  const where = `r = ${radius.toFixed(2)} pix`;
  const column = (
    label: string,
    unit: string,
    comment: string,
    values: CatalogueColumn['values'],
    format: Pick<CatalogueColumn, 'decimals' | 'isSignificant'>
  ): CatalogueColumn => ({
    label: label + labelEnd,
    name: label.toUpperCase() + nameEnd,
    unit,
    comment: `${comment}, ${where}`,
    values,
    ...format
  });
  const magnitudes = flux.map((light) =>
    light > 0 ? zeroPoint.value - 2.5 * Math.log10(factor * light) : NaN
  );
  const errors = Float32Array.from(error, (sigma, i) => {
    const light = itemAt(flux, i);
    return light > 0 ? (2.5 / Math.LN10) * (sigma / light) : NaN;
  });
  const significant = { decimals: 7, isSignificant: true } as const;
  return [
    column('mag', 'mag', 'zero point - 2.5 log10(flux)', magnitudes, { decimals: 4 }),
    column('mag_err', 'mag', 'standard deviation', errors, { decimals: 4 }),
    column(
      'flux',
      '',
      'flux, units of the image',
      flux.map((light) => factor * light),
      significant
    ),
    column(
      'flux_err',
      '',
      'standard deviation',
      error.map((sigma) => factor * sigma),
      significant
    )
  ];
}

import { itemAt } from '../../domain/units/itemAt';
import { figureText } from '../../domain/units/figureText';
import { levelText } from '../../domain/units/levelText';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import { mosaicText } from '../../frames/sentences';
import type { FrameCatalogue } from './FrameCatalogue';
import { limitingMagnitude } from './limitingMagnitude';
import { sourceText } from './sentences';

const FLAGS: Readonly<Record<keyof typeof SOURCE_QUALITY, string>> = {
  saturated: 'saturated',
  edge: 'at the edge',
  blank: 'with blank pixels',
  blended: 'blended',
  crowded: 'crowded',
  cosmicRay: 'hit by a cosmic ray',
  hotPixel: 'with a hot pixel',
  notCentred: 'not centred'
};

/** What was found in a frame, line by line. */
export function describeCatalogue(catalogue: FrameCatalogue): readonly string[] {
  const { sources, fwhm, level, noise, hotPixels, cosmicRays, trails, quality } = catalogue;
  const good = quality.reduce((count, bits) => count + Number(bits === 0), 0);
  const flags = Object.entries(SOURCE_QUALITY).flatMap(([name, bit]) => {
    const count = quality.reduce((sum, bits) => sum + Number((bits & bit) !== 0), 0);
    return count > 0 ? [`${count} ${FLAGS[name as keyof typeof SOURCE_QUALITY]}`] : [];
  });
  return [
    `'${catalogue.name}': ${sources.count} sources` +
      `${fwhm > 0 ? `, FWHM ${fwhm.toFixed(2)} px` : ''}, sky ${figureText(level)} +- ${figureText(noise)} per pixel`,
    `${good} of them are not flagged${flags.length > 0 ? `; ${flags.join(', ')} (a source can have several flags)` : ''}.`,
    `${hotPixels} hot pixels and ${cosmicRays} cosmic rays were found and replaced by their surroundings.`,
    ...colourLines(catalogue),
    ...(trails > 0 ? [`The light of ${trails} trails of satellites or aircraft was subtracted.`] : []),
    apertureText(catalogue),
    `Stars of magnitude ${limitingMagnitude(catalogue).toFixed(2)} have a signal-to-noise ratio of 5: ` +
      'do not rely on fainter ones.'
  ];
}

function colourLines({ measured, mosaic }: FrameCatalogue): readonly string[] {
  const what =
    measured === 'all' ? 'All colours were measured together' : `Its ${measured} light was measured`;
  const of = mosaic.source.code === 'none' ? '' : ` (${mosaicText(mosaic)})`;
  return measured || of ? [`${measured ? what : 'It was measured as a picture without colours'}${of}.`] : [];
}

/** The gain, saturation level and zero point used, and where each comes from. */
export function describeAssumptions(catalogue: FrameCatalogue): string {
  const { gain, saturation, zeroPoint, level, noise, ra } = catalogue;
  const photons = level / gain.value / noise ** 2;
  // With a bias still in it, a frame has more light than its noise allows. An estimate would say what it assumes.
  const share =
    photons > 0 && photons < 0.99
      ? `, so ${(100 * photons).toFixed(0)} % of the variance of the sky is photon noise`
      : '';
  return [
    Number.isFinite(gain.value)
      ? `Gain ${figureText(gain.value)} electrons per unit (${sourceText(gain.source)})${share}.`
      : `Gain ${sourceText(gain.source)}.`,
    Number.isFinite(saturation.value)
      ? `Saturated from ${levelText(saturation.value)} upwards (${sourceText(saturation.source)}).`
      : `Saturation ${sourceText(saturation.source)}.`,
    `Zero point ${zeroPoint.value} (${sourceText(zeroPoint.source)}).`,
    ra
      ? 'Positions on the sky come from the coordinates in the header.'
      : 'No positions on the sky: the header has no reliable coordinates.'
  ].join(' ');
}

function apertureText({ apertures, growthStars, ring }: FrameCatalogue): string {
  const { radius, factor, factorError } = itemAt(apertures, 0);
  const largest = Math.max(...apertures.map((aperture) => aperture.radius));
  const sky = ring
    ? `the sky from a ring of ${ring.inner.toFixed(1)} to ${ring.outer.toFixed(1)} px around each source`
    : 'the sky from a smooth map of the frame';
  const growth =
    growthStars > 0
      ? `They are corrected for the light outside it, out to ${largest.toFixed(1)} px, by a factor of ` +
        `${factor.toFixed(4)} +- ${factorError.toFixed(4)} measured on ${growthStars} bright single stars.`
      : 'They are not corrected for the light outside it.';
  return `Magnitudes are measured in an aperture of ${radius.toFixed(2)} px, with ${sky}. ${growth}`;
}

import { figureText } from '../../domain/units/figureText';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { FrameCatalogue } from './FrameCatalogue';
import { limitingMagnitude } from './limitingMagnitude';

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

/** What was found in a frame, and what its numbers rest on, line by line. */
export function describeCatalogue(catalogue: FrameCatalogue): readonly string[] {
  const { sources, fwhm, level, noise, hotPixels, cosmicRays, trails, quality } = catalogue;
  const good = quality.reduce((count, bits) => count + Number(bits === 0), 0);
  const flags = Object.entries(SOURCE_QUALITY).flatMap(([name, bit]) => {
    const count = quality.reduce((sum, bits) => sum + Number((bits & bit) !== 0), 0);
    return count > 0 ? [`${count} ${FLAGS[name as keyof typeof SOURCE_QUALITY]}`] : [];
  });
  return [
    `'${catalogue.name}': ${sources.count} sources` +
      `${fwhm > 0 ? `, FWHM ${fwhm.toFixed(2)} px` : ''}, sky ${figureText(level)} +- ${figureText(noise)} a pixel`,
    `Nothing against ${good} of them${flags.length > 0 ? `; ${flags.join(', ')} (one may be several)` : ''}.`,
    `${hotPixels} hot pixels and ${cosmicRays} cosmic rays were found and replaced by what is around them.`,
    ...(trails > 0 ? [`The light of ${trails} trails of satellites or aircraft was taken off.`] : []),
    apertureText(catalogue),
    `A star of magnitude ${limitingMagnitude(catalogue).toFixed(2)} would be 5 times its noise: ` +
      'fainter ones are hardly to be trusted.'
  ];
}

/** What was taken for granted, and on whose word. */
export function describeAssumptions(catalogue: FrameCatalogue): string {
  const { gain, saturation, zeroPoint, level, noise, ra } = catalogue;
  const photons = level / gain.value / noise ** 2;
  // With a bias still in it, a frame has more light than its noise allows. An estimate would say what it assumes.
  const share =
    photons > 0 && photons < 0.99
      ? `, so ${(100 * photons).toFixed(0)} % of the noise of the sky is its photons`
      : '';
  return [
    Number.isFinite(gain.value)
      ? `Gain ${figureText(gain.value)} electrons a unit (${gain.source})${share}.`
      : `Gain ${gain.source}.`,
    Number.isFinite(saturation.value)
      ? `Saturated from ${figureText(saturation.value)} (${saturation.source}).`
      : `Saturation ${saturation.source}.`,
    `Zero point ${zeroPoint.value} (${zeroPoint.source}).`,
    ra
      ? 'Positions on the sky are by the coordinates of the header.'
      : 'No positions on the sky: the header has no coordinates that can be trusted.'
  ].join(' ');
}

function apertureText({ apertures, growthStars, ring }: FrameCatalogue): string {
  const [{ radius, factor, factorError }] = apertures;
  const largest = Math.max(...apertures.map((aperture) => aperture.radius));
  const sky = ring
    ? `the sky in a ring from ${ring.inner.toFixed(1)} to ${ring.outer.toFixed(1)} px around each`
    : 'the sky from a smooth map of the frame';
  const growth =
    growthStars > 0
      ? `Light beyond it, out to ${largest.toFixed(1)} px, is made up for by x ${factor.toFixed(4)} +- ` +
        `${factorError.toFixed(4)}, as in ${growthStars} bright single stars.`
      : 'Light beyond it is not made up for.';
  return `Magnitudes are of an aperture of ${radius.toFixed(2)} px, ${sky}. ${growth}`;
}

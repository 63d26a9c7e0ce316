import { figureText } from '../../domain/units/figureText';
import type { FrameQuality } from './FrameQuality';

/** `'m31.fits': background 566.7 +- 14.4, stars 240, FWHM 3.4 px (1.7"), elongation 1.05`, and what is out of the ordinary. */
export function describeFrame(frame: FrameQuality): string {
  const { name, background, backgroundRms, stars, fwhm, pixelScale, elongation, pixels, trailLength } = frame;
  const arcseconds = Number.isNaN(pixelScale) ? '' : ` (${(fwhm * pixelScale).toFixed(1)}")`;
  return [
    `'${name}': background ${figureText(background, 4)} +- ${figureText(backgroundRms, 3)}`,
    `stars ${stars}`,
    ...(Number.isNaN(fwhm) ? [] : [`FWHM ${fwhm.toFixed(1)} px${arcseconds}`]),
    ...(Number.isNaN(elongation) ? [] : [`elongation ${elongation.toFixed(2)}`]),
    ...(pixels.saturated > 0 ? [`saturated pixels ${pixels.saturated}`] : []),
    ...(pixels.blank > 0 ? [`blank pixels ${pixels.blank}`] : []),
    ...(trailLength > 0 ? [`something straight and ${trailLength.toFixed(0)} px long`] : [])
  ].join(', ');
}

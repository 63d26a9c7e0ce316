import { SOURCE_QUALITY } from './sourceQuality';

/** What each bit of `SOURCE_QUALITY` means to somebody who has measured the source, the gravest first. */
export const QUALITY_SENTENCES: Readonly<Record<keyof typeof SOURCE_QUALITY, string>> = {
  saturated: 'Saturated: the detector was full here, so it is brighter than measured.',
  edge: 'Edge: part of it is beyond the edge of the frame.',
  blank: 'Blank: some of its pixels have no value.',
  blended: 'Blended: it touches another source or a trail, and may have light of that.',
  crowded: 'Crowded: neighbours add 1 % or more to the light in its aperture.',
  cosmicRay: 'Cosmic ray: a streak too sharp for a star was taken out of it.',
  hotPixel: 'Hot pixel: a single pixel too sharp for a star was taken out of it.',
  notCentred: 'Not centred: its exact position could not be found.'
};

/** The sentences for all bits of a source, one after the other; empty where nothing is against it. */
export function sourceQualitySentences(quality: number): string {
  const names = Object.keys(QUALITY_SENTENCES) as (keyof typeof SOURCE_QUALITY)[];
  return names
    .filter((name) => quality & SOURCE_QUALITY[name])
    .map((name) => QUALITY_SENTENCES[name])
    .join(' ');
}

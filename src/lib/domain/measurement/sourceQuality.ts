/**
 * Known problems of a source of a catalogue: bits that are added up in `SourceCatalogue.quality`. Zero is a source
 * without any.
 */
export const SOURCE_QUALITY = {
  /** A pixel of it reached the level at which the detector saturates: position and flux are not to be trusted. */
  saturated: 1,
  /** It touches the edge of the image, so that part of its light is missing. */
  edge: 2,
  /** It touches a blank pixel, so that part of its light may be missing. */
  blank: 4,
  /** It was joined to another source above the threshold and separated from it by deblending, or it is on a trail. */
  blended: 8,
  /** A single pixel too sharp for the optics, a hot pixel most likely, was taken out of it. */
  hotPixel: 16,
  /** Several pixels in touch, too sharp for the optics, a cosmic ray most likely, were taken out of it. */
  cosmicRay: 32,
  /** The windowed centroid did not settle: the position is the barycentre. */
  notCentred: 64,
  /** Others near it add more than a little to the light in its aperture. */
  crowded: 128
} as const;

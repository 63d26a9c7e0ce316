/**
 * Stands in for packages that fitsjs needs for formats other than FITS (vite.config.ts), so that we do not ship
 * them. Each name is one that fitsjs imports.
 */
const absent = undefined;

export default {};
export {
  absent as DOMParser,
  absent as XMLSerializer,
  absent as ang2vec,
  absent as bit_combine,
  absent as compressBlock,
  absent as compressBound,
  absent as decode,
  absent as decompress,
  absent as decompressBlock,
  absent as encode,
  absent as max_pixrad,
  absent as nest2ring,
  absent as nside2npix,
  absent as order2nside,
  absent as pix2ang_nest,
  absent as pixcoord2vec_nest,
  absent as query_disc_inclusive_nest,
  absent as vec2ang,
  absent as za2tu
};

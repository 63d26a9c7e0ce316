/** Nanometres, by name in small letters; no name is listed that means another colour with another set of filters. */
const WAVELENGTHS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    // Broad, with what is put before or after them: SDSS-rp, Bessel-V, Rc, Ks.
    fuv: 154,
    nuv: 230,
    u: 360,
    up: 360,
    b: 440,
    blue: 450,
    g: 490,
    gp: 480,
    green: 535,
    v: 550,
    r: 640,
    rp: 620,
    rc: 640,
    red: 640,
    i: 780,
    ip: 760,
    ic: 790,
    z: 900,
    zp: 900,
    zs: 870,
    y: 1000,
    j: 1240,
    h: 1650,
    k: 2180,
    ks: 2160,
    kp: 2120,
    // Lines.
    hb: 486,
    hbeta: 486,
    oiii: 501,
    o3: 501,
    ha: 656,
    halpha: 656,
    nii: 658,
    n2: 658,
    sii: 672,
    s2: 672
  })
);
const LUMINANCE = new Set(['l', 'lum', 'luminance', 'clear']);

/** `white` for filters that let all light through. */
export type FilterWavelength = number | 'white';

/**
 * The wavelength of a filter, nanometres, by the first part of its name that is known: `SDSS-rp`, `Johnson V`,
 * `H-alpha`, `Lum`; null if none is.
 */
export function filterWavelength(name: string): FilterWavelength | null {
  const parts = name
    .toLowerCase()
    .replaceAll(/\b([hons])[\s_-](alpha|beta|iii|ii)\b/g, '$1$2')
    .split(/[^a-z0-9]+/);
  for (const part of parts) {
    if (LUMINANCE.has(part)) return 'white';
    const known = WAVELENGTHS.get(part);
    if (known !== undefined) return known;
  }
  return null;
}

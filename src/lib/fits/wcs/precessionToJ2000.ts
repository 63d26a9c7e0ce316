import { product, rotationAboutPole, type Rotation } from './wcsRotation';

const RADIANS = Math.PI / 180 / 3600;

/**
 * The rotation of mean positions of FK5 at an equinox into those at J2000.
 * Source: Lieske 1979, A&A 73, 282 (IAU 1976), as in SOFA's prec76.
 * @param equinox Julian year
 */
export function precessionToJ2000(equinox: number): Rotation {
  const t0 = (equinox - 2000) / 100;
  const t = -t0;
  const rate = 2306.2181 + (1.39656 - 0.000139 * t0) * t0;
  const zeta = (rate + (0.30188 - 0.000344 * t0 + 0.017998 * t) * t) * t * RADIANS;
  const z = (rate + (1.09468 + 0.000066 * t0 + 0.018203 * t) * t) * t * RADIANS;
  const theta =
    (2004.3109 + (-0.8533 - 0.000217 * t0) * t0 + (-0.42665 - 0.000217 * t0 - 0.041833 * t) * t) *
    t *
    RADIANS;
  const [sin, cos] = [Math.sin(theta), Math.cos(theta)];
  const tilt: Rotation = [
    [cos, 0, -sin],
    [0, 1, 0],
    [sin, 0, cos]
  ];
  return product(product(rotationAboutPole(z), tilt), rotationAboutPole(zeta));
}

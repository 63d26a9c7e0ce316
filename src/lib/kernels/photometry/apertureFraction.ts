const STEPS = 200;

/**
 * The fraction of the light of a star that falls into an aperture beside it, for a Moffat profile with exponent 3, whose
 * wings are about those of real stars (Trujillo et al. 2001, MNRAS 328, 977).
 * @param distance of the star from the centre of the aperture, in the unit of the other two
 * @param radius of the aperture
 * @param fwhm of the star
 */
export function apertureFraction(distance: number, radius: number, fwhm: number): number {
  const alpha = fwhm / (2 * Math.sqrt(2 ** (1 / 3) - 1));
  let sum = 0;
  // Rings around the star with equal parts of its light: the part within a radius is 1 - (1 + (radius / alpha)^2)^-2.
  for (let step = 0; step < STEPS; step++) {
    const part = (step + 0.5) / STEPS;
    sum += arcWithin(alpha * Math.sqrt((1 - part) ** -0.5 - 1), distance, radius);
  }
  return sum / STEPS;
}

/** The fraction of a circle that lies within another. */
function arcWithin(circle: number, distance: number, radius: number): number {
  if (circle + distance <= radius) return 1;
  if (Math.abs(circle - distance) >= radius) return 0;
  const cosine = (circle ** 2 + distance ** 2 - radius ** 2) / (2 * circle * distance);
  return Math.acos(Math.min(1, Math.max(-1, cosine))) / Math.PI;
}

import type { Degrees } from '../units/Brand';

/** The night of the sample project: its target, which is the star that varies, and the sky around it. */
export const SIMULATED_NIGHT = {
  target: { name: 'Simulated variable star', ra: 83.63 as Degrees, dec: 22.01 as Degrees },
  sky: { seed: 20260115, frames: 24, width: 512, height: 512, stars: 700 }
} as const;

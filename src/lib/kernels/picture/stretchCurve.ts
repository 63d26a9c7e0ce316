import type { Stretch } from '../../domain/image/FrameDisplay';

/** Of astropy.visualization: `LogStretch(a)`, `AsinhStretch(a)`, `PowerStretch(a)`. */
const LOG_A = 1000;
const ASINH_A = 0.1;
const POWER_A = 2;

/**
 * Brightness, 0 to 1, of a value that lies at `fraction`, 0 to 1, of the way from the low limit to the high.
 * Source: the stretches of astropy.visualization with their own parameters; power is the square.
 */
export function stretchCurve(stretch: Stretch, fraction: number): number {
  switch (stretch) {
    case 'linear':
      return fraction;
    case 'sqrt':
      return Math.sqrt(fraction);
    case 'log':
      return Math.log(LOG_A * fraction + 1) / Math.log(LOG_A + 1);
    case 'asinh':
      return Math.asinh(fraction / ASINH_A) / Math.asinh(1 / ASINH_A);
    case 'power':
      return fraction ** POWER_A;
  }
}

import type { StarsAndSky } from '../../kernels/alignment/starsAndSky';
import type { Frame } from './openFrame';

export interface MeasuredFrame extends StarsAndSky {
  readonly frame: Frame;
}

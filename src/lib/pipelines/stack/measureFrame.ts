import type { Image } from '../../domain/Image';
import { starsAndSky, type StarsAndSky } from '../../kernels/starsAndSky';
import type { Frame } from './openFrame';

export interface MeasuredFrame extends Pick<StarsAndSky, 'stars' | 'level' | 'noise'> {
  readonly frame: Frame;
}

/** Stars and sky of a frame; a sentence where it holds nothing that could be stacked. */
export function measureFrame(frame: Frame, image: Image): MeasuredFrame | string {
  const found = starsAndSky(image, frame.header.number('SATURATE'));
  return typeof found === 'string' ? found : { frame, ...found };
}

import { background, type Background } from '../kernels/sky/background';
import { MeshSurface } from '../kernels/sky/MeshSurface';
import type { LentImage } from './lendImage';

/** The background of an image of a frame, its noise as sums of many pixels have it: see `InterpolatedNoise`. */
export function frameBackground({ image, scan, colour: { noise } }: LentImage): Background {
  const sky = background(image, { scan });
  if (noise === 1) return sky;
  const values = sky.rms.values.map((rms) => noise * rms);
  const rms = new MeshSurface(values, sky.rms.columns, image.width, image.height);
  return { ...sky, rms, globalRms: noise * sky.globalRms };
}

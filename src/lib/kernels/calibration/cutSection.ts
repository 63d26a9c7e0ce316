import type { Image } from '../../domain/image/Image';
import type { Section } from '../../domain/image/Section';

/** Copies a section of an image into an image of its own. */
export function cutSection({ data, width }: Image, { x0, x1, y0, y1 }: Section): Image {
  const cut = new Float32Array((x1 - x0) * (y1 - y0));
  for (let y = y0; y < y1; y++) cut.set(data.subarray(y * width + x0, y * width + x1), (y - y0) * (x1 - x0));
  return { data: cut, width: x1 - x0, height: y1 - y0 };
}

import type { Point } from '../../domain/image/Affine';

/** Where in its element a pointer is, in CSS pixels. */
export const pointerPlace = (event: MouseEvent): Point => ({ x: event.offsetX, y: event.offsetY });

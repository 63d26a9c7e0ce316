import type { Point } from '../../domain/image/Affine';

/** The position of a pointer within its element, in CSS pixels. */
export const pointerPlace = (event: MouseEvent): Point => ({ x: event.offsetX, y: event.offsetY });

import type { Point } from '../../domain/image/Affine';
import { readPixel } from '../../domain/image/readPixel';
import { orRefused } from './orRefused';

/**
 * A pixel as the viewer shows it, counted from 1: `812.5 1033`.
 * @returns the same counted from 0; null for an empty text
 * @throws AsyncError if it is none
 */
export const parsePixel = (text: string): Point | null => orRefused(() => readPixel(text));

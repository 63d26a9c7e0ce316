import { SOURCE_QUALITY } from './sourceQuality';

/** What has hit a star, a reason to exclude its point; null if nothing has. */
export function hitOf(quality: number): 'cosmicRay' | 'hotPixel' | null {
  if (quality & SOURCE_QUALITY.cosmicRay) return 'cosmicRay';
  return quality & SOURCE_QUALITY.hotPixel ? 'hotPixel' : null;
}

import { SOURCE_QUALITY } from './sourceQuality';

/** What has hit a star, a reason to exclude its point; '' if nothing has. */
export function hitName(quality: number): '' | 'Cosmic ray' | 'Hot pixel' {
  if (quality & SOURCE_QUALITY.cosmicRay) return 'Cosmic ray';
  return quality & SOURCE_QUALITY.hotPixel ? 'Hot pixel' : '';
}

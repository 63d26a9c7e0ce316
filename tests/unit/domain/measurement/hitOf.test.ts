import { expect, test } from 'vitest';
import { hitOf } from '../../../../src/lib/domain/measurement/hitOf';
import { hitName } from '../../../../src/lib/domain/measurement/sentences';
import { SOURCE_QUALITY } from '../../../../src/lib/domain/measurement/sourceQuality';

test('is what has hit a star, whatever else is against it', () => {
  const { hotPixel, cosmicRay, edge, saturated } = SOURCE_QUALITY;
  expect([0, edge | saturated].map(hitOf)).toEqual([null, null]);
  expect([hotPixel, hotPixel | edge].map(hitOf)).toEqual(['hotPixel', 'hotPixel']);
  expect(hitOf(cosmicRay | hotPixel)).toBe('cosmicRay');
  expect((['hotPixel', 'cosmicRay'] as const).map(hitName)).toEqual(['Hot pixel', 'Cosmic ray']);
});

import { expect, test } from 'vitest';
import { hitName } from '../../../../src/lib/domain/measurement/hitName';
import { SOURCE_QUALITY } from '../../../../src/lib/domain/measurement/sourceQuality';

test('is what has hit a star, whatever else is against it', () => {
  const { hotPixel, cosmicRay, edge, saturated } = SOURCE_QUALITY;
  expect([0, edge | saturated].map(hitName)).toEqual(['', '']);
  expect([hotPixel, hotPixel | edge].map(hitName)).toEqual(['Hot pixel', 'Hot pixel']);
  expect(hitName(cosmicRay | hotPixel)).toBe('Cosmic ray');
});

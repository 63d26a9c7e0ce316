/** How frames are placed on the screen: the pure parts of the viewer. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { transformPoint } from '../../../src/lib/domain/image/Affine';
import { FIRST_ROW_AT_BOTTOM, northUp, wholePicture } from '../../../src/lib/components/viewer/frameTurns';
import { scaleBar } from '../../../src/lib/components/viewer/scaleBar';

test('north is up and east to the left, in rotated and in mirrored frames', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 7, noNaN: true }), fc.boolean(), (angle, isMirrored) => {
      const north = [Math.cos(angle), Math.sin(angle)] as const;
      const side = isMirrored ? -1 : 1;
      const east = [-side * north[1], side * north[0]] as const;
      const turn = northUp({ north, east });
      const up = transformPoint([...turn, 0, 0], { x: north[0], y: north[1] });
      const left = transformPoint([...turn, 0, 0], { x: east[0], y: east[1] });
      expect(up.x).toBeCloseTo(0);
      expect(up.y).toBeCloseTo(-1);
      expect(left.x).toBeCloseTo(-1);
      expect(left.y).toBeCloseTo(0);
    })
  );
});

test('a picture of the whole frame has one pixel per frame pixel', () => {
  const { width, height, imageToCanvas } = wholePicture(FIRST_ROW_AT_BOTTOM, { width: 30, height: 20 });
  expect([width, height]).toEqual([30, 20]);
  expect(transformPoint(imageToCanvas, { x: 0, y: 0 })).toEqual({ x: 0.5, y: 19.5 });
  const turned = wholePicture(northUp({ north: [1, 0], east: [0, 1] }), { width: 30, height: 20 });
  expect([turned.width, turned.height]).toEqual([20, 30]);
});

test.each([
  { zoom: 1, pixelScale: 2, maxLength: 100, label: '2′', length: 60 },
  { zoom: 8, pixelScale: 0.4, maxLength: 200, label: '10″', length: 200 },
  { zoom: 0.5, pixelScale: 40, maxLength: 100, label: '2°', length: 90 },
  { zoom: 4, pixelScale: null, maxLength: 100, label: '20 px', length: 80 },
  { zoom: 64, pixelScale: 0.1, maxLength: 100, label: '0.1″', length: 64 }
])('the scale bar is round: $label', ({ zoom, pixelScale, maxLength, label, length }) => {
  const bar = scaleBar(zoom, pixelScale, maxLength);
  expect(bar.label).toBe(label);
  expect(bar.length).toBeCloseTo(length);
});

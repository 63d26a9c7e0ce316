import { describe, expect, it } from 'vitest';
import type { DataProduct } from '../../../../src/lib/domain/rows/DataProduct';
import type { Wcs } from '../../../../src/lib/fits/wcs/Wcs';
import { pathRequest, pipelineRequest } from '../../../../src/lib/services/pipelines/lightCurveRequest';
import {
  motionText,
  pathOn,
  sightingOn,
  withSighting
} from '../../../../src/lib/services/viewer/movingTarget';
import { uidOf } from '../../../fixtures/uidOf';

const HOUR = 3_600_000;

/** Taken some hours after the first frame; null: time unknown. */
const frame = (pk: number, hours: number | null, targetPk = 1) =>
  ({
    pk,
    uid: uidOf(pk),
    targetPk,
    name: `f${pk}.fits`,
    corrections: {},
    facts: { observed: hours === null ? null : { start: 0, mid: 1e12 + hours * HOUR } }
  }) as unknown as DataProduct;

/** One degree per pixel, shifted: pixel (0, 0) is at RA `ra`, Dec 0. */
const sky = (ra: number) =>
  ({
    pixelToWorld: (x: number, y: number) => ({ ra: ra + x, dec: y }),
    worldToPixel: (a: number, d: number) => ({ x: a - ra, y: d })
  }) as unknown as Wcs;

describe('two sightings of a moving target', () => {
  const first = sightingOn(frame(1, 0), { x: 10, y: 20 }, null);
  const second = sightingOn(frame(2, 2), { x: 16, y: 28 }, null);
  const both = withSighting([first], second);

  it('are in order of time, whichever was marked first', () => {
    expect(both).toEqual([first, second]);
    expect(withSighting([second], first)).toEqual(both);
    const again = sightingOn(frame(1, 0), { x: 0, y: 0 }, null);
    expect(withSighting(both, again)).toEqual([again, second]);
    expect(withSighting(both, sightingOn(frame(3, 3), { x: 1, y: 1 }, null))).toHaveLength(2);
    expect(withSighting(both, sightingOn(frame(4, 3, 9), { x: 1, y: 1 }, null))).toHaveLength(1);
  });

  it('must be at different, known times', () => {
    expect(() => sightingOn(frame(5, null), { x: 0, y: 0 }, null)).toThrow(
      "The time of 'f5.fits' is not known: correct it on the data page"
    );
    expect(() => withSighting([first], sightingOn(frame(6, 0), { x: 0, y: 0 }, null))).toThrow(
      "'f1.fits' and 'f6.fits' were taken at the same time: choose a frame from another time"
    );
  });

  it('give its position on the frames between', () => {
    expect(pathOn(both, frame(7, 0.5), null)).toEqual({
      seen: [
        { x: 10, y: 20 },
        { x: 16, y: 28 }
      ],
      place: { x: 11.5, y: 22 }
    });
    expect(pathOn([first], frame(7, 1), null)).toEqual({ seen: [{ x: 10, y: 20 }], place: null });
    expect(pathOn(both, frame(7, null), null).place).toBeNull();
    expect(motionText(both)).toMatch(/^It moves 5 px per hour if/);
  });

  it('use sky coordinates where the frames have drifted', () => {
    const seen = [
      sightingOn(frame(1, 0), { x: 3, y: 0 }, sky(100)),
      sightingOn(frame(2, 2), { x: 3, y: 0 }, sky(102))
    ];
    const { place } = pathOn(seen, frame(3, 1), sky(101));
    expect(place).toEqual({ x: 3, y: 0 });
    expect(motionText(seen)).toBe('It moves 3600″ per hour at position angle 90° (from north through east).');
  });

  it('become positions on two frames, counted from 1, in a request', () => {
    expect(pipelineRequest(pathRequest('stack', both))).toEqual({
      pipelineId: 'stack',
      parameters: { reference: uidOf(1), place: '11 21', later_place: '17 29', later_frame: uidOf(2) }
    });
  });
});

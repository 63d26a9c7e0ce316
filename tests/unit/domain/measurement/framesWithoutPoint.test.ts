import { describe, expect, it } from 'vitest';
import { framesWithoutPoint } from '../../../../src/lib/domain/measurement/framesWithoutPoint';
import { SOURCE_QUALITY } from '../../../../src/lib/domain/measurement/sourceQuality';
import { lightCurve } from '../../../../src/lib/kernels/lightcurve/lightCurve';
import { choices, FRAMES, measuredStars } from '../../../fixtures/measuredStars';

describe('framesWithoutPoint', () => {
  it('gives each of them its reason, and names neither those that are excluded nor those with a limit', () => {
    const measurements = measuredStars(4);
    const lose = (star: number, frame: number, quality = 0) => {
      measurements.quality[star * FRAMES + frame] = quality;
      for (let r = 0; r < 3; r++) measurements.flux[(r * 4 + star) * FRAMES + frame] = NaN;
    };
    lose(0, 2, SOURCE_QUALITY.edge);
    lose(0, 3, SOURCE_QUALITY.blank);
    lose(0, 4, SOURCE_QUALITY.saturated);
    for (const star of [1, 2, 3]) lose(star, 5);
    for (let r = 0; r < 3; r++) measurements.flux[r * 4 * FRAMES + 6] = 50;
    const frames = {
      ...measurements.frames,
      problems: measurements.frames.problems.map((_, f) =>
        f === 1 ? ({ code: 'noTime', parameters: {} } as const) : null
      )
    };
    lose(0, 1);
    const all = { ...measurements, frames };
    const curve = lightCurve(all, choices({ excluded: new Set([7]) }));
    expect(framesWithoutPoint(all, curve).map(({ frame, problem }) => [frame, problem.code])).toEqual([
      [1, 'noTime'],
      [2, 'targetAtEdge'],
      [3, 'targetIsBlank'],
      [4, 'targetIsSaturated'],
      [5, 'noComparisonStar']
    ]);
  });
});

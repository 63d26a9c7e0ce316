import { expect, test } from 'vitest';
import type { FrameProblem } from '../../../src/lib/domain/measurement/FrameProblem';
import { frameProblemText, starProblemText } from '../../../src/lib/domain/measurement/sentences';
import type { StarProblem } from '../../../src/lib/domain/measurement/StarProblem';
import { measurementsFile } from '../../../src/lib/formats/measurementsFile';
import { readMeasurements } from '../../../src/lib/formats/readMeasurements';
import { measuredStars } from '../../fixtures/measuredStars';

const noMatch: FrameProblem = {
  code: 'noMatch',
  parameters: { stars: { code: 'tooFew', parameters: { stars: 3, needed: 5 } }, hasCoordinates: true }
};
const unreadable: FrameProblem = {
  code: 'unreadable',
  parameters: { message: "20 % of 'Ångström' is gone." }
};
const neighbour: StarProblem = { code: 'neighbour', parameters: { distance: 3.25, light: 0.125 } };

function written(): Blob {
  const { frames, stars, ...rest } = measuredStars(3);
  const measurements = {
    ...rest,
    frames: { ...frames, problems: [null, noMatch, unreadable, ...frames.problems.slice(3)] },
    stars: { ...stars, against: [null, neighbour, null] }
  };
  return measurementsFile(measurements, { detrendsAirmass: false, detrendsPlace: false, detection: 4 }, []);
}

/** The same file with another text of the same length in the place of one. */
async function changed(from: string, to: string): Promise<Blob> {
  const bytes = Buffer.from(await written().arrayBuffer());
  expect(bytes.includes(from)).toBe(true);
  for (let at = 0; (at = bytes.indexOf(from, at)) >= 0; at++) bytes.write(to, at);
  return new Blob([bytes]);
}

test('keeps what is wrong with frames and stars as codes with their parameters', async () => {
  const { measurements } = await readMeasurements(written());
  expect(measurements.frames.problems.slice(0, 4)).toEqual([null, noMatch, unreadable, null]);
  expect(measurements.stars.against).toEqual([null, neighbour, null]);
});

test.each([
  ['of an earlier version, which had sentences alone', 'PROBLEM_CODE', 'NOTHING_CODE'],
  ['of a later version, with a code that is not known', 'unreadable', 'unheardofs']
])('reads a file %s', async (_, from, to) => {
  const { measurements } = await readMeasurements(await changed(from, to));
  const [first, , third] = measurements.frames.problems;
  expect(first).toBeNull();
  expect(third).toEqual({ code: 'verbatim', parameters: { text: "20 % of 'Ångström' is gone." } });
  expect(frameProblemText(third!)).toBe("20 % of 'Ångström' is gone.");
  expect(starProblemText(measurements.stars.against[1]!)).toBe(
    'A neighbour is 3.3 px away, with 13 % of its light.'
  );
});

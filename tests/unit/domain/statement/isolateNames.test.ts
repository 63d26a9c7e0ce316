import { expect, it } from 'vitest';
import { isolateNames } from '../../../../src/lib/domain/statement/isolateNames';

it('isolates names that run from right to left, and leaves others alone', () => {
  expect(isolateNames("'ירח 12.fits' and 'moon.fits' are here: 'القمر'.")).toBe(
    "'\u2068ירח 12.fits\u2069' and 'moon.fits' are here: '\u2068القمر\u2069'."
  );
  expect(isolateNames("It isn't 'a' but 'b'")).toBe("It isn't 'a' but 'b'");
});

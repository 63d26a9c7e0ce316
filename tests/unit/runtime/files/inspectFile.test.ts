import { expect, it } from 'vitest';
import { timeSourceText } from '../../../../src/lib/domain/sky/sentences';
import type { Degrees, UnixMilliseconds } from '../../../../src/lib/domain/units/Brand';
import { writeFits } from '../../../../src/lib/fits/write/writeFits';
import { julianDates } from '../../../../src/lib/kernels/time/julianDates';
import { inspectFile } from '../../../../src/lib/runtime/files/inspectFile';

const target = { ra: 73 as Degrees, dec: -69.3 as Degrees };
const UTC = Date.UTC(2024, 3, 2, 21, 15) as UnixMilliseconds;

it('converts a time at the barycentre with the target that a file is of', async () => {
  const blob = writeFits({ cards: [['BJD_TDB', julianDates(UTC, target).bjdTdb, 'mid exposure']] });
  const { facts } = await inspectFile('a.fits', blob, target);
  expect(Math.abs(facts!.observed!.start - UTC)).toBeLessThanOrEqual(2);
  const { facts: others } = await inspectFile('a.fits', blob, null);
  expect(timeSourceText(others!.observed!.source)).toBe(
    'BJD_TDB, as seen from the barycentre (TDB), mid of exposure'
  );
});

it('calls a picture that cannot be shown a picture, and says so', async () => {
  const damaged = new Blob(['\x89PNG\r\n\x1a\n', 'rest'].map((text) => Buffer.from(text, 'latin1')));
  for (const name of ['night.png', 'night'])
    expect(await inspectFile(name, damaged, target)).toMatchObject({
      type: 'image_file',
      unreadable: expect.stringMatching(/^This is a picture, but this browser cannot show it/)
    });
  expect(await inspectFile('night.fits', damaged, target)).toMatchObject({
    type: 'fits_file',
    unreadable: expect.stringMatching(/^This is a picture, not a FITS file/)
  });
});

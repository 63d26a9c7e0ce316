import { describe, expect, it } from 'vitest';
import type { Degrees, UnixMilliseconds } from '../../../src/lib/domain/units/Brand';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { observingSite } from '../../../src/lib/pipelines/lightcurve/observingSite';

/** As MicroObservatory gives it: a telescope in Arizona. */
const [LATITUDE, LONGITUDE] = [31.68, -110.88];
const TARGET = { ra: 150 as Degrees, dec: 20 as Degrees };
/** The target is high in Arizona; as far in the east as Arizona is in the west it has yet to rise. */
const TIMES = ['2019-03-10T03:00:00', '2019-03-10T05:00:00', '2019-03-10T09:00:00'].map(
  (text) => Date.parse(`${text}Z`) as UnixMilliseconds
);
/** Of the target seen from Arizona then, astropy 5.2: AltAz without pressure. */
const ALTITUDES = [45.03, 69.61, 51.0];

async function siteBy(cards: (frame: number) => readonly Card[], times = TIMES) {
  const exposures = await Promise.all(
    times.map(async (time, frame) => ({
      time,
      hdus: (await openFits(writeFits({ cards: cards(frame) }))).hdus
    }))
  );
  return observingSite(exposures, TARGET);
}

const ARIZONA = { latitude: LATITUDE, longitude: LONGITUDE };
const keys = (longitude: number | string, latitude: number | string = LATITUDE): Card[] => [
  ['LATITUDE', latitude],
  ['LONGITUD', longitude]
];

describe('the site', () => {
  it.each([
    ['to the east', -110.88],
    ['to the west', 110.88],
    ['as text', '-110:52:48'],
    ['as text with its side', '110 52 48 W'],
    ['in one turn', 249.12]
  ])('is found with a longitude counted %s, by the altitude of the telescope', async (_, longitude) => {
    const found = await siteBy((f) => [...keys(longitude), ['TELALT', ALTITUDES[f]!]]);
    if (typeof found === 'string') throw new Error(found);
    expect(found.latitude).toBe(LATITUDE);
    expect(Math.abs(((found.longitude - LONGITUDE + 540) % 360) - 180)).toBeLessThan(0.01);
  });

  it('is found by the sidereal time or the hour angle, too', async () => {
    // Sidereal time at 110.88 W, astropy 5.2.
    const sidereal = ['06:46:31', '08:46:50', '12:47:30'];
    expect(await siteBy((f) => [...keys(110.88), ['LST', sidereal[f]!]])).toEqual(ARIZONA);
    const hourAngles = ['-03:13:29', '-01:13:10', '02:47:30'];
    expect(await siteBy((f) => [...keys(110.88), ['HA', hourAngles[f]!]])).toEqual(ARIZONA);
  });

  it('is where the target was up, whatever the header says of the sky', async () => {
    expect(await siteBy(() => keys(110.88))).toEqual(ARIZONA);
    expect(await siteBy(() => keys(-110.88))).toEqual(ARIZONA);
  });

  it('is not known where the target was up on both sides, and nothing else tells', async () => {
    const evening = [Date.parse('2019-03-10T22:00:00Z') as UnixMilliseconds];
    expect(await siteBy(() => keys(30, 60), evening)).toBe('ambiguous');
    expect(
      await siteBy(
        () => [
          ['SITELAT', 60],
          ['SITELONG', 30]
        ],
        evening
      )
    ).toEqual({ latitude: 60, longitude: 30 });
  });

  it('is not one that the header contradicts', async () => {
    expect(await siteBy((f) => [...keys(-60), ['TELALT', ALTITUDES[f]!]])).toBe('contradicted');
    expect(await siteBy(() => keys(110.88, -89))).toBe('contradicted');
  });

  it('is not known where no header has it', async () => {
    expect(await siteBy(() => [['TELALT', 40]])).toBe('none');
    expect(await siteBy(() => [['LATITUDE', 31]])).toBe('none');
  });
});

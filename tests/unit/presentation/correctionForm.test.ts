import { describe, expect, it } from 'vitest';
import {
  AS_FILE,
  type CorrectionForm,
  emptyCorrectionForm,
  parseCorrectionForm
} from '../../../src/lib/presentation/correctionForm';
import { givenBy } from '../../fixtures/timeSources';
import { timeSourceKey } from '../../../src/lib/domain/sky/timeSourceKey';
import { whatFilesSay, whatWasCorrected } from '../../../src/lib/presentation/correctionHints';

const JD = timeSourceKey(givenBy('JD'));

describe('parseCorrectionForm', () => {
  const parse = (form: Partial<CorrectionForm>) => parseCorrectionForm({ ...emptyCorrectionForm(), ...form });

  it('asks for nothing where every field was left alone', () => {
    expect(parse({ filter: '  ', ra: ' ' })).toEqual({ requested: {} });
  });

  it('reads what was typed of the camera, its clock and its site', () => {
    expect(
      parse({
        timeStamp: 'end',
        numbers: { clockOffset: '−2:00', exposureTime: '30.5', gain: '0.25', readNoise: '0' },
        latitude: '31:57:30 S',
        longitude: '249.12'
      })
    ).toEqual({
      requested: {
        timeStamp: 'end',
        clockOffset: -7200,
        exposureTime: 30.5,
        gain: 0.25,
        readNoise: 0,
        observingSite: {
          latitude: expect.closeTo(-31.95833, 4) as number,
          longitude: expect.closeTo(-110.88, 6) as number
        }
      }
    });
    const numbersAsFile = { clockOffset: true, exposureTime: true, gain: true, readNoise: true };
    expect(parse({ timeStamp: AS_FILE, siteAsFile: true, numbersAsFile })).toEqual({
      requested: {
        timeStamp: null,
        clockOffset: null,
        exposureTime: null,
        gain: null,
        readNoise: null,
        observingSite: null
      }
    });
  });

  it.each([
    ['0', 0],
    ['12.5', 12.5],
    ['+0:00:30', 30],
    ['5:30', 19_800]
  ])('reads a clock that was ahead by %s', (text, seconds) => {
    const { numbers } = emptyCorrectionForm();
    expect(parse({ numbers: { ...numbers, clockOffset: text } })).toEqual({
      requested: { clockOffset: seconds }
    });
  });

  it('reads decimal commas', () => {
    expect(
      parse({
        numbers: { clockOffset: '0:00:12,5', exposureTime: '30,5', gain: '0,25', readNoise: '7,1' },
        latitude: '34,5',
        longitude: '110,88 W'
      })
    ).toEqual({
      requested: {
        clockOffset: 12.5,
        exposureTime: 30.5,
        gain: 0.25,
        readNoise: 7.1,
        observingSite: { latitude: 34.5, longitude: -110.88 }
      }
    });
  });

  it.each([
    ['here', "'here' is not a latitude: write it like 34.5, 34:30:00 or 34 30 S"],
    ['34 W', "'34 W' is not a latitude: write it like 34.5, 34:30:00 or 34 30 S"],
    ['-34 S', "'-34 S' has both a minus sign and a letter: leave one of them out"],
    ['90,5', 'The latitude must lie between -90 and 90 degrees']
  ])('refuses the latitude %j', (latitude, complaint) => {
    expect(parse({ latitude, longitude: '0' })).toEqual({ errors: { latitude: complaint } });
  });

  it('says what is wrong with each number', () => {
    const numbers = { clockOffset: '2h', exposureTime: '-1', gain: '0', readNoise: 'low' };
    expect(parse({ numbers, latitude: '91', longitude: '' })).toEqual({
      errors: {
        clockOffset: 'Give it as hours and minutes (+2:00), or as a number of seconds, at most a day',
        exposureTime: 'The exposure time must be a number of seconds, at most a day',
        gain: 'The gain must be a number above 0',
        readNoise: 'The read noise must be a number, 0 or more',
        latitude: 'The latitude must lie between -90 and 90 degrees',
        longitude: 'Give the longitude too, or leave both empty'
      }
    });
  });

  it('reads what was typed and chosen', () => {
    expect(
      parse({
        filter: ' V ',
        frameType: 'flat',
        timeSource: JD,
        ra: '00:40:00',
        dec: '−5.0',
        mosaic: 'none'
      })
    ).toEqual({
      requested: {
        filter: 'V',
        frameType: 'flat',
        timeSource: JD,
        mosaic: 'none',
        targetPosition: { ra: 10, dec: -5 }
      }
    });
  });

  it('takes corrections away, whatever was typed before', () => {
    expect(
      parse({
        filter: 'V',
        filterAsFile: true,
        frameType: AS_FILE,
        timeSource: AS_FILE,
        ra: 'nonsense',
        positionAsTarget: true,
        mosaic: AS_FILE
      })
    ).toEqual({
      requested: { filter: null, frameType: null, timeSource: null, mosaic: null, targetPosition: null }
    });
  });

  it('wants both coordinates, and says what is wrong with each', () => {
    expect(parse({ ra: '0' })).toEqual({
      errors: { dec: 'Give the declination too, or leave both empty' }
    });
    expect(parse({ ra: '25:00:00', dec: 'north' })).toEqual({
      errors: {
        ra: 'RA must be at least 0 and below 360 degrees (24 hours)',
        dec: 'Invalid format. Please use sexigesimal or degrees'
      }
    });
  });
});

describe('what is told of many files', () => {
  it('is what they have in common', () => {
    expect(whatFilesSay(['R', 'R'])).toBe('In the files: R.');
    expect(whatFilesSay(['R', null])).toBe('In the files: mixed.');
    expect(whatFilesSay([null])).toBe('In the files: not given.');
    expect(whatWasCorrected([null, null])).toBe('');
    expect(whatWasCorrected(['V', 'V'])).toBe('Corrected: V.');
    expect(whatWasCorrected(['V', null, 'B'])).toBe('Corrected: mixed (2 of 3).');
  });
});

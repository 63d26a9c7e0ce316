import { describe, expect, it } from 'vitest';
import { timeSourceText } from '../../../../src/lib/domain/sky/sentences';
import { timeSourceOfText } from '../../../../src/lib/store/upgrades/timeSourceOfText';
import { givenBy, halfAfter } from '../../../fixtures/timeSources';

describe('timeSourceOfText', () => {
  it.each([
    ['DATE-OBS', givenBy('DATE-OBS')],
    ['DATE-OBS + UT-START', givenBy('DATE-OBS', 'UT-START')],
    ['JD + EXPTIME / 2', halfAfter('JD')],
    ['DATE-OBS + TIME-OBS + EXPTIME / 2', halfAfter('DATE-OBS', 'TIME-OBS')]
  ])('reads %s', (text, source) => {
    expect(timeSourceOfText(text)).toEqual(source);
  });

  it.each([
    'DATE-OBS',
    'DATE_OBS + UT',
    'DATE-OBS, without time of day',
    'DATE-OBS (TT)',
    'DATE-OBS (UT1, not converted)',
    'DATE-OBS (local time, not converted)',
    'DATE-OBS + TIME-OBS (TT) + XPOSURE / 2',
    'HJD, as seen from the Sun',
    'BJD_TDB, as seen from the barycentre (TDB) + EXPTIME / 2',
    'DATE-END - EXPTIME',
    'DATE-AVG - EXP-TIME / 2',
    'DATE-END, end of exposure',
    'JULDAT, mid of exposure',
    'DATE-OBS (TT) to DATE-END + TIME-END (TT)',
    'MJD-OBS of HDU 1',
    'DATE-OBS (TAI) + half the exposure',
    'what nobody ever wrote'
  ])('says the same of %s', (text) => {
    expect(timeSourceText(timeSourceOfText(text))).toBe(text);
  });

  it('knows what is doubtful', () => {
    const remarksOf = (text: string) => {
      const source = timeSourceOfText(text);
      return source.code === 'instant' && source.parameters.instant.remarks;
    };
    expect(remarksOf('DATE-OBS')).toEqual([]);
    expect(remarksOf('BJD, as seen from the barycentre (TDB)')).toEqual([
      { code: 'seenFrom', parameters: { place: 'barycentre' } },
      { code: 'converted', parameters: { system: 'TDB' } }
    ]);
    expect(remarksOf('DATE-OBS (local time, not converted)')).toEqual([
      { code: 'localTime', parameters: {} }
    ]);
  });

  it('knows that a time at the Sun or the barycentre was converted if nothing was said of it', () => {
    expect(timeSourceText(timeSourceOfText('HELJD - EXPTIME / 2'))).toBe(
      'HELJD, converted to the Earth - EXPTIME / 2'
    );
    expect(timeSourceText(timeSourceOfText('BJD_TDB'))).toBe('BJD_TDB, converted to the Earth');
  });

  it('keeps what it does not know as text', () => {
    for (const text of ['DATE-OBS (TAI) + half the exposure', 'what nobody ever wrote', ''])
      expect(timeSourceOfText(text)).toEqual({ code: 'text', parameters: { text } });
  });
});

import { describe, expect, it } from 'vitest';
import { parseTargetForm, type TargetForm } from '../../../src/lib/presentation/targetForm';
import type { Pipeline } from '../../../src/lib/pipelines/contract/definePipeline';
import { describePipeline } from '../../../src/lib/pipelines/contract/describePipeline';
import { defaultParameterForm, parseParameterForm } from '../../../src/lib/services/pipelines/parameterForm';
import { pipelineCatalogue } from '../../../src/lib/services/pipelines/pipelineCatalogue';
import { chosenFile, uidOf } from '../../fixtures/uidOf';

const parameters = {
  radius: { kind: 'number', default: 5, longName: 'Radius' },
  gain: { kind: 'number', default: null, longName: 'Gain' },
  place: { kind: 'position', longName: 'Place' },
  reference: { kind: 'inputFile', longName: 'Reference' }
} as const;

describe('parseParameterForm', () => {
  it('reads what was typed, and leaves out fields that may be empty', () => {
    const form = defaultParameterForm(parameters);
    expect(parseParameterForm(parameters, form)).toEqual({ values: { radius: 5, gain: null } });
    expect(
      parseParameterForm(parameters, {
        radius: '-1.5',
        gain: '0',
        place: '04:52:00 -69:18:00',
        reference: uidOf(7)
      })
    ).toEqual({ values: { radius: -1.5, gain: 0, place: { ra: 73, dec: -69.3 }, reference: chosenFile(7) } });
  });

  it('reads decimal commas, and asks where they may be something else', () => {
    const texts = {
      radii: { kind: 'text', holds: 'numbers', default: '', longName: 'Radii' },
      pixel: { kind: 'text', holds: 'pixel', default: '', longName: 'Pixel' },
      stars: { kind: 'text', holds: 'stars', default: '', longName: 'Stars' }
    } as const;
    const form = {
      radius: '2,5',
      gain: '0,5',
      place: '73,5 -69,3',
      radii: '1,5; 2',
      pixel: '8,5 9',
      stars: ''
    };
    expect(parseParameterForm({ ...parameters, ...texts }, form)).toEqual({
      values: {
        radius: 2.5,
        gain: 0.5,
        place: { ra: 73.5, dec: -69.3 },
        radii: '1,5; 2',
        pixel: '8,5 9',
        stars: ''
      }
    });
    const doubtful = { radius: '1,234', gain: '', place: '73,5', radii: '1,5', pixel: '8,9', stars: '73,5' };
    expect(parseParameterForm({ ...parameters, ...texts }, doubtful)).toEqual({
      errors: {
        radius: expect.stringMatching(/1\.234 or 1234/),
        place: expect.stringMatching(/^'73,5' can be/),
        radii: expect.stringMatching(/^In '1,5' a comma/),
        pixel: expect.stringMatching(/^'8,9' is no place on a frame\. In '8,9' a comma/),
        stars: expect.stringMatching(/^The comparison star '73,5' cannot be read in one way only/)
      }
    });
  });

  it('gives the errors field by field', () => {
    expect(
      parseParameterForm(parameters, { radius: '', gain: 'low', place: 'there', reference: '' })
    ).toEqual({
      errors: {
        radius: 'Radius must be a number',
        gain: 'Gain must be a number',
        place: 'Give RA and Dec, for example 04:52:00 -69:18:00'
      }
    });
  });
});

describe('parseTargetForm', () => {
  const form: TargetForm = {
    name: ' HAT-P-7 ',
    ra: '19:28:59.35',
    dec: '+47:58:10.2',
    aliases: 'Kepler-2, KOI 2 ,',
    pmRa: '-14.8',
    pmDec: '',
    parallax: '',
    distance: '',
    active: true
  };

  it('reads a target', () => {
    const parsed = parseTargetForm(form);
    expect('fields' in parsed && parsed.fields).toMatchObject({
      name: 'HAT-P-7',
      aliases: ['Kepler-2', 'KOI 2'],
      pmRa: -14.8,
      pmDec: null
    });
  });

  it('reads decimal commas, and asks where they may be of thousands', () => {
    expect(parseTargetForm({ ...form, ra: '73,5', dec: '-69,3', pmRa: '-14,8' })).toMatchObject({
      fields: { ra: 73.5, dec: -69.3, pmRa: -14.8 }
    });
    expect(parseTargetForm({ ...form, distance: '1,234' })).toMatchObject({
      errors: { distance: expect.stringMatching(/1\.234 or 1234/) }
    });
  });

  it.each([
    ['nothing that is seen', '\u200b\u202e \u2066\t', 'Give the target a name'],
    ['more than a name', 'x'.repeat(301), 'A name has at most 300 characters, not 301']
  ])('refuses a name of %s', (_, name, complaint) => {
    expect(parseTargetForm({ ...form, name })).toEqual({ errors: { name: complaint } });
  });

  it('keeps what joins letters and emoji in names, and drops what turns or hides text', () => {
    const parsed = parseTargetForm({
      ...form,
      name: 'M\u202e31\u200f \u05e9\u05dc\t1',
      aliases: '👩\u200d🚀, \u202d'
    });
    expect('fields' in parsed && parsed.fields).toMatchObject({
      name: 'M31 \u05e9\u05dc 1',
      aliases: ['👩\u200d🚀']
    });
  });

  it('takes 0 as a valid coordinate', () => {
    expect(parseTargetForm({ ...form, ra: '0', dec: '0' })).toMatchObject({ fields: { ra: 0, dec: 0 } });
  });

  it('refuses the name itself as an alias', () => {
    expect(parseTargetForm({ ...form, aliases: 'Kepler-2, hat p 7' })).toEqual({
      errors: { aliases: 'Another name must differ from the name' }
    });
  });

  it('gives the errors field by field', () => {
    expect(parseTargetForm({ ...form, name: ' ', ra: 'x', dec: '', parallax: 'far' })).toEqual({
      errors: {
        name: 'Give the target a name',
        ra: 'Invalid format. Please use sexigesimal or degrees',
        dec: 'Give the declination',
        parallax: 'This must be a number, or empty'
      }
    });
  });
});

describe('pipelineCatalogue', () => {
  const good = { shortName: 'x', help: 'Does x.', doPipeline: () => [] } satisfies Pipeline;

  it('sorts by label, and a broken pipeline does not affect the others', async () => {
    const catalogue = await pipelineCatalogue({
      a: { label: 'Zebra', load: async () => ({ default: good }) },
      b: { label: 'Broken', load: () => Promise.reject(new Error('no such file')) },
      c: { label: 'apple', load: async () => ({ default: good }) }
    });
    expect(catalogue).toEqual([
      describePipeline('c', 'apple', good),
      { id: 'b', label: 'Broken', error: "Pipeline 'Broken' cannot be used: no such file" },
      describePipeline('a', 'Zebra', good)
    ]);
  });
});

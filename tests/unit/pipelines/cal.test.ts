import { existsSync, openAsBlob } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Degrees, Seconds } from '../../../src/lib/domain/units/Brand';
import type { Corrections } from '../../../src/lib/domain/rows/Corrections';
import { correctedFacts } from '../../../src/lib/domain/rows/correctedFacts';
import { fileFacts } from '../../../src/lib/fits/facts/fileFacts';
import type { FitsHeader } from '../../../src/lib/fits/file/FitsHeader';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { readImage } from '../../../src/lib/fits/image/readImage';
import { shiftedPattern } from '../../../src/lib/domain/image/shiftedPattern';
import { openFrame } from '../../../src/lib/frames/openFrame';
import { verifyChecksum } from '../../../src/lib/fits/file/verifyChecksum';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { median } from '../../../src/lib/kernels/array/median';
import { Random } from '../../../src/lib/kernels/simulation/Random';
import { observingSite } from '../../../src/lib/pipelines/lightcurve/observingSite';
import calibrate from '../../../src/lib/pipelines/cal/pipeline';
import { type Run, runInNode } from '../../fixtures/runInNode';
import { uidOf } from '../../fixtures/uidOf';

const [WIDTH, HEIGHT] = [12, 10];
type Pixels = number | ((i: number) => number);

interface Settings {
  readonly size?: readonly [number, number];
  readonly cards?: readonly Card[];
}

function frame(
  name: string,
  type: string | null,
  pixels: Pixels,
  { size = [WIDTH, HEIGHT], cards = [] }: Settings = {}
) {
  const data = Float32Array.from({ length: size[0] * size[1] }, (_, i) =>
    typeof pixels === 'number' ? pixels : pixels(i)
  );
  const typeCards: Card[] = type === null ? [] : [['IMAGETYP', type]];
  return { name, blob: writeFits({ data, axes: [...size], cards: [...typeCards, ...cards] }) };
}

const seconds = (exposure: number): Card => ['EXPTIME', exposure];
const filter = (name: string): Card => ['FILTER', name];
const bias = (level: Pixels = 100, name = 'bias.fits') =>
  frame(name, 'Bias Frame', level, { cards: [seconds(0)] });
const dark = (level: Pixels, exposure: number, name = 'dark.fits') =>
  frame(name, 'Dark Frame', level, { cards: [seconds(exposure)] });
const flat = (level: Pixels, band = 'V', name = 'flat.fits') =>
  frame(name, 'Flat Field', level, { cards: [seconds(2), filter(band)] });
const light = (level: Pixels, exposure = 60, name = 'light.fits', more: readonly Card[] = []) =>
  frame(name, 'Light Frame', level, { cards: [seconds(exposure), filter('V'), ...more] });

async function opened(run: Run, name: string) {
  expect(run.failureMessage).toBeNull();
  const output = run.outputs.find((each) => each.name === name);
  if (output?.kind !== 'file')
    throw new Error(`no ${name} among ${run.outputs.map((each) => each.name).join(', ')}`);
  expect(output.tag).toBe('fits_file');
  const file = await openFits(output.blob);
  return { file, header: file.hdus[0]!.header, image: await readImage(file) };
}

const historyOf = ({ cards }: FitsHeader) =>
  cards.flatMap(({ keyword, raw }) => (keyword === 'HISTORY' ? [raw.slice(8).trim()] : []));
const namesOf = (run: Run) => run.outputs.map(({ name }) => name);
const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const std = (values: Float32Array) => {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length);
};
const keep = { parameters: { bad_pixels: 'keep' } };

test.each(['TOP-DOWN', 'BOTTOM-UP'])('what was corrected holds of what is made of it (%s)', async (order) => {
  const raw = light((i) => 3000 + i, 60, 'light.fits', [
    ['DATE-OBS', '2024-03-10T22:00:00', 'local time'],
    ['JD', 2_460_380.5],
    ['ROWORDER', order],
    ['BAYERPAT', 'RGGB'],
    ['GAIN', 80],
    ['AIRMASS', 2],
    ['TRIMSEC', '[2:10,2:9]']
  ]);
  const opening = async (blob: Blob, corrections: Corrections) => {
    const facts = correctedFacts({ facts: fileFacts(await openFits(blob)), corrections })!;
    return openFrame({ ...raw, uid: uidOf(1), blob, facts });
  };
  const said = await opening(raw.blob, {
    timeStamp: 'end',
    clockOffset: 7200 as Seconds,
    exposureTime: 30 as Seconds,
    filter: 'V',
    gain: 0.8,
    readNoise: 3,
    mosaic: 'GBRG',
    observingSite: { latitude: 31 as Degrees, longitude: -110 as Degrees }
  });
  expect(said.facts.observed?.mid).toBe(Date.UTC(2024, 2, 10, 19, 59, 45));
  const run = await runInNode(calibrate, [
    frame('d.fits', 'Dark Frame', 100, {
      cards: [seconds(30), ['ROWORDER', order], ['TRIMSEC', '[2:10,2:9]'], ['GAIN', 80]]
    }),
    { ...raw, facts: said.facts }
  ]);
  const saved = run.outputs.find(({ name }) => name === 'light_cal.fits') as { blob: Blob };
  const again = await opening(saved.blob, {});
  expect(again.facts).toMatchObject({
    observed: { start: said.facts.observed!.start, mid: said.facts.observed!.mid },
    exposureTime: 30,
    filter: 'V'
  });
  expect(again.noise).toMatchObject({ gain: { value: 0.8, isCertain: true }, readNoise: { value: 3 } });
  // One column and one row are cut off.
  expect(again.declaredMosaic?.pattern).toBe('GRBG');
  expect(['AIRMASS', 'JD'].filter((keyword) => again.header.has(keyword))).toEqual([]);
  expect(
    observingSite([{ hdus: again.hdus, time: again.time! }], { ra: 180 as Degrees, dec: 80 as Degrees })
  ).toEqual({
    latitude: 31,
    longitude: -110
  });
});

describe('masters fit the frames', () => {
  const set = (gain: number, temperature: number, more: readonly Card[] = []): Card[] => [
    ['GAIN', gain],
    ['OFFSET', 30],
    ['CCD-TEMP', temperature],
    ...more
  ];
  const darkOf = (level: number, name: string, cards: readonly Card[]) =>
    frame(name, 'Dark Frame', level, { cards: [seconds(60), ...cards] });
  const levelOf = async (run: Run) => (await opened(run, 'light_cal.fits')).image.data[0];
  const refusalOf = ({ warnings }: Run) =>
    warnings.flatMap(({ code, parameters }) =>
      code === 'masterMissing'
        ? [(parameters as { missing: { parameters: { because: unknown } } }).missing.parameters.because]
        : []
    );

  test('of several gains and temperatures, the darks that are alike are combined and used', async () => {
    const run = await runInNode(calibrate, [
      ...[0, 1, 2].map((k) => darkOf(900, `warm${k}.fits`, set(300, 20))),
      ...[0, 1, 2].map((k) => darkOf(140, `cold${k}.fits`, set(100, -10 + 0.4 * k))),
      light(500, 60, 'light.fits', set(100, -9.8))
    ]);
    expect(await levelOf(run)).toBeCloseTo(360, 3);
    expect(namesOf(run)).toEqual(['master_dark_60s.fits', 'master_dark_60s_2.fits', 'light_cal.fits']);
    expect(refusalOf(run)).toEqual([{ code: 'none', parameters: { type: 'flat' } }]);
  });

  test.each([
    ['gain', set(300, -10), { setting: 'gain', master: 300, frame: 100 }],
    ['temperature', set(100, 20), { setting: 'temperature', master: 20, frame: -10 }],
    ['binning', set(100, -10, [['XBINNING', 2]]), { setting: 'binning', master: '2x2', frame: '1x1' }],
    [
      'read-out mode',
      set(100, -10, [['READOUTM', 'Fast']]),
      { setting: 'readoutMode', master: 'fast', frame: 'low noise' }
    ]
  ] as const)('a dark of another %s is not used, and named', async (_, settings, differing) => {
    const own = set(100, -10, [
      ['XBINNING', 1],
      ['READOUTM', 'Low noise']
    ]);
    const run = await runInNode(calibrate, [
      bias(100),
      darkOf(900, 'dark.fits', settings),
      light(500, 60, 'light.fits', own)
    ]);
    expect(await levelOf(run)).toBeCloseTo(400, 3);
    const refusals = refusalOf(run) as { code: string; parameters: { differing: unknown } }[];
    const ofDark = refusals.find(({ code }) => code === 'otherSettings')!;
    expect(ofDark.parameters.differing).toEqual([differing]);
  });

  test('a dark that is a little warmer is used, with a warning', async () => {
    const files = [darkOf(140, 'dark.fits', set(100, -5)), light(500, 60, 'light.fits', set(100, -10))];
    const run = await runInNode(calibrate, files);
    expect(await levelOf(run)).toBeCloseTo(360, 3);
    expect(run.warnings.map(({ text }) => text).join()).toContain('was taken at -5 C, this frame at -10 C');
  });

  test('frames of the other order of rows are turned, in whole and in half of the cases', async () => {
    const slope = (i: number) => 1 + Math.floor(i / WIDTH) / HEIGHT;
    const upside = (i: number) => slope((HEIGHT - 1 - Math.floor(i / WIDTH)) * WIDTH + (i % WIDTH));
    const order = (text: string): Card[] => [['ROWORDER', text]];
    for (const [lights, flats, shape] of [
      ['TOP-DOWN', 'BOTTOM-UP', upside],
      ['BOTTOM-UP', 'TOP-DOWN', upside],
      ['TOP-DOWN', 'TOP-DOWN', slope]
    ] as const) {
      const flatFrame = (k: number) =>
        frame(`flat${k}.fits`, 'Flat Field', (i) => 20_000 * shape(i), {
          cards: [seconds(2), filter('V'), ...order(flats)]
        });
      const run = await runInNode(calibrate, [
        ...[0, 1, 2].map(flatFrame),
        light((i) => 500 * slope(i), 60, 'light.fits', order(lights))
      ]);
      const { image } = await opened(run, 'light_cal.fits');
      for (const value of image.data) expect(value / image.data[0]!).toBeCloseTo(1, 4);
      const master = await opened(run, 'master_flat_V.fits');
      expect(master.header.string('ROWORDER')).toBe(lights);
    }
  });
});

describe('the mosaic of a colour camera', () => {
  const BAYER: Card = ['BAYERPAT', 'RGGB'];
  /** The lamp is red, the sky is blue. */
  const cell = (i: number) => ((i % WIDTH) & 1) + 2 * (Math.floor(i / WIDTH) & 1);
  const lamp = (i: number) => [30_000, 20_000, 20_000, 8000][cell(i)]! * (i % 5 === 0 ? 0.9 : 1);
  const sky = (i: number) => ([300, 500, 500, 900][cell(i)]! + 0.01 * i) * (i % 5 === 0 ? 0.9 : 1);
  const flats = () =>
    [0, 1, 2].map((k) =>
      frame(`flat${k}.fits`, 'Flat Field', lamp, { cards: [seconds(2), filter('V'), BAYER] })
    );

  test('keeps its colours: a flat corrects each by itself', async () => {
    const run = await runInNode(calibrate, [...flats(), light(sky, 60, 'light.fits', [BAYER])], keep);
    const { image } = await opened(run, 'light_cal.fits');
    for (const [i, value] of image.data.entries())
      expect(value / [300, 500, 500, 900][cell(i)]!).toBeCloseTo(1, 1);
    expect(image.data[0]! / image.data[1]!).toBeCloseTo(300 / 500, 2);
    expect(image.data[WIDTH + 1]! / image.data[1]!).toBeCloseTo(900 / 500, 2);
  });

  test('has bad pixels filled from those of their colour, and cosmic rays left', async () => {
    const hot = 3 * WIDTH + 4;
    const darks = [0, 1, 2].map((k) => dark((i) => (i === hot ? 30_000 : 0.1 * (i % 3)), 60, `d${k}.fits`));
    const run = await runInNode(
      calibrate,
      [...darks, light((i) => sky(i) + (i === hot ? 900 : 0), 60, 'light.fits', [BAYER])],
      {
        parameters: { bad_pixels: 'median' },
        flags: { cosmic_rays: true }
      }
    );
    const { image } = await opened(run, 'light_cal.fits');
    expect(Math.abs(image.data[hot]! - 500)).toBeLessThan(60);
    expect(run.warnings.map(({ code }) => code)).toContain('cosmicRaysLeft');
  });

  test.each(['TOP-DOWN', 'BOTTOM-UP'])('is the same after trimming, rows %s', async (order) => {
    const cards: Card[] = [
      BAYER,
      ['ROWORDER', order],
      ['TRIMSEC', '[2:10,2:9]'],
      ['BIASSEC', '[11:12,1:10]']
    ];
    const file = light(sky, 60, 'light.fits', cards);
    const whole = await openFrame({ ...file, uid: uidOf(1), facts: null });
    const run = await runInNode(calibrate, [file]);
    const output = run.outputs.find(({ name }) => name === 'light_cal.fits') as { blob: Blob };
    const trimmed = await openFrame({
      name: 'light_cal.fits',
      blob: output.blob,
      uid: uidOf(2),
      facts: null
    });
    expect(trimmed.declaredMosaic?.pattern).toBe(shiftedPattern(whole.declaredMosaic!.pattern, 1, 1));
  });
});

describe('saturated pixels', () => {
  const FULL = [3, 40, 77];
  const counts = (level: number) => (i: number) => (FULL.includes(i) ? 65_535 : level + (i % 5));
  const response = (i: number) => (i % 2 ? 1.2 : 0.8);
  const saturatedIn = async (run: Run) => {
    const { header, image } = await opened(run, 'light_cal.fits');
    const level = header.number('SATURATE')!;
    return { level, places: [...image.data.keys()].filter((i) => image.data[i]! >= level) };
  };

  test.each([
    ['the pixels', []],
    ['SATURATE', [['SATURATE', 65_535]]]
  ] as [string, Card[]][])('stay so behind a flat field, as %s told of the raw frame', async (_, cards) => {
    const run = await runInNode(calibrate, [
      bias(1000),
      flat((i) => 1000 + 20_000 * response(i)),
      light(counts(3000), 60, 'light.fits', cards)
    ]);
    const { level, places } = await saturatedIn(run);
    expect(places).toEqual(FULL);
    expect(level).toBeCloseTo((65_535 - 1000) / 0.8, 1);
    expect(run.log).toContain('3 pixels were saturated, and are all set to 80668.8 (SATURATE)');
  });

  test('are known, with their overscan gone and the frame trimmed', async () => {
    const rows = ['BIASSEC', '[11:12,1:10]'] as const;
    const raw = (i: number) => (i % WIDTH > 9 ? 500 + Math.floor(i / WIDTH) : counts(3000)(i));
    const run = await runInNode(calibrate, [
      light(raw, 60, 'light.fits', [rows, ['TRIMSEC', '[2:10,2:10]']])
    ]);
    const { level, places } = await saturatedIn(run);
    // Of 12 columns, the second to the tenth are left, and the first row is cut off.
    expect(places).toEqual([40, 77].map((i) => (Math.floor(i / WIDTH) - 1) * 9 + (i % WIDTH) - 1));
    expect(level).toBeCloseTo(65_535 - 505, 0);
  });

  test('are known where a section of the header is invalid, which is told', async () => {
    const run = await runInNode(calibrate, [
      dark(100, 60, 'd.fits'),
      light(counts(3000), 60, 'light.fits', [['TRIMSEC', '[2:99,2:10]']])
    ]);
    expect(run.warnings).toContainEqual(
      expect.objectContaining({
        code: 'sectionIgnored',
        parameters: expect.objectContaining({ name: 'light.fits' }) as object
      })
    );
    expect((await opened(run, 'light_cal.fits')).image.width).toBe(WIDTH);
  });

  test('that are bad anyway stay blank, or are filled', async () => {
    const hot = dark((i) => (i === 40 ? 30_000 : 100), 60);
    const files = [dark(100, 60, 'd2.fits'), hot, hot, light(counts(3000))].map((file, i) => ({
      ...file,
      name: `${i}${file.name}`
    }));
    const run = await runInNode(calibrate, files);
    const { image } = await opened(run, '3light_cal.fits');
    expect(image.data[40]).toBeNaN();
  });

  test('are not made up where nothing says what is full', async () => {
    const { header } = await opened(await runInNode(calibrate, [bias(), light(700.5)]), 'light_cal.fits');
    expect(header.has('SATURATE')).toBe(false);
  });
});

describe('masters', () => {
  test('bias, scaled dark and flat of the filter are applied, and said in the header', async () => {
    const response = (i: number) => (i % 2 ? 1.2 : 0.8);
    const run = await runInNode(calibrate, [
      bias(),
      dark(100 + 40, 120),
      flat((i) => 100 + 40 / 60 + 20_000 * response(i)),
      flat(5000, 'R', 'red.fits'),
      light((i) => 100 + 20 + 500 * response(i), 60, 'm31.fit', [
        ['OBJECT', 'M 31'],
        ['CRVAL1', 10.68],
        ['DATE-OBS', '2019-01-02T03:04:05']
      ])
    ]);
    const { file, header, image } = await opened(run, 'm31_cal.fits');
    expect(namesOf(run)).toEqual(['m31_cal.fits']);
    for (const value of image.data) expect(value).toBeCloseTo(500, 2);
    expect(header.number('BITPIX')).toBe(-32);
    expect(header.string('CALSTAT')).toBe('BDF');
    expect(header.string('OBJECT')).toBe('M 31');
    expect(header.string('DATE-OBS')).toBe('2019-01-02T03:04:05');
    expect(header.number('CRVAL1')).toBe(10.68);
    expect(header.string('BIASFILE')).toBe('bias.fits');
    expect(header.string('FLATFILE')).toBe('flat.fits');
    expect(header.number('DARKSCAL')).toBe(0.5);
    expect(historyOf(header)).toEqual(
      expect.arrayContaining([
        `Input file red.fits (${uidOf(3)})`,
        'bad_pixels = blank',
        'Dark dark.fits subtracted, times 0.5'
      ])
    );
    expect(await verifyChecksum(file, file.hdus[0]!)).toEqual({ checksum: 'ok', datasum: 'ok' });
    expect(run.progress.at(-1)).toBe(1);
  });

  test('of 8 or more frames are clipped means, of fewer medians; saved as what they are', async () => {
    const eight = Array.from({ length: 12 }, (_, k) => bias(k === 5 ? 9000 : 100 + (k % 3), `b${k}.fits`));
    const darks = [141, 143, 900].map((level, k) => dark(level, 60, `d${k}.fits`));
    const run = await runInNode(calibrate, [...eight, ...darks, light(500)]);
    expect(namesOf(run)).toEqual(['master_bias.fits', 'master_dark_60s.fits', 'light_cal.fits']);
    const master = await opened(run, 'master_bias.fits');
    const kept = [0, 1, 2, 0, 1, 0, 1, 2, 0, 1, 2];
    expect(master.image.data[7]).toBeCloseTo(100 + kept.reduce((sum, value) => sum + value) / 11, 4);
    expect(fileFacts(master.file).frameType).toBe('bias');
    expect(master.header.number('NCOMBINE')).toBe(12);
    const darkMaster = await opened(run, 'master_dark_60s.fits');
    expect(darkMaster.image.data[7]).toBeCloseTo(143 - master.image.data[7]!, 4);
    expect(fileFacts(darkMaster.file)).toMatchObject({ frameType: 'dark', exposureTime: 60 });
    expect(darkMaster.header.string('CALSTAT')).toBe('B');
    expect((await opened(run, 'light_cal.fits')).image.data[7]).toBeCloseTo(357, 4);
    expect(run.log).toContain('master_bias: clipped mean of 12 frames');
    expect(run.log).toContain('master_dark_60s: median of 3 frames');
    const without = await runInNode(calibrate, [...eight, light(500)], { flags: { keep_masters: false } });
    expect(namesOf(without)).toEqual(['light_cal.fits']);
  });

  test('have the header of a frame that is in them', async () => {
    const flats = [0, 900, 910].map((level, k) =>
      frame(`f${k}.fits`, 'Flat Field', level, { cards: [filter('V'), ['OBSERVER', `observer ${k}`]] })
    );
    const run = await runInNode(calibrate, [...flats, light(500)]);
    const { header } = await opened(run, 'master_flat_V.fits');
    expect(header.number('NCOMBINE')).toBe(2);
    expect(header.string('OBSERVER')).toBe('observer 1');
  });

  test('made by an earlier run give the same lights, and are not taken apart again', async () => {
    const raw = [
      ...[99, 100, 101].map((level, k) => bias(level, `b${k}.fits`)),
      ...[140, 141, 142].map((level, k) => dark(level, 60, `d${k}.fits`)),
      ...[1, 2, 3].map((level, k) => flat((i) => 100 + level * 1000 * (i % 2 ? 1.5 : 0.5), 'V', `f${k}.fits`))
    ];
    const first = await runInNode(calibrate, [...raw, light(500)]);
    const masters = first.outputs.flatMap((output) =>
      output.kind === 'file' && output.name.includes('master')
        ? [{ name: output.name, blob: output.blob }]
        : []
    );
    expect(masters).toHaveLength(3);
    const again = await runInNode(calibrate, [...masters, light(500)]);
    const expected = (await opened(first, 'light_cal.fits')).image.data;
    expect((await opened(again, 'light_cal.fits')).image.data).toEqual(expected);
    expect(namesOf(again)).toEqual(['light_cal.fits']);
  });

  test('far below the bias have none to remove, whatever their header says', async () => {
    const relative = flat((i) => (i % 2 ? 1.25 : 0.75));
    const run = await runInNode(calibrate, [bias(), dark(4, 60), relative, light(504)], keep);
    const { image } = await opened(run, 'light_cal.fits');
    expect([image.data[0], image.data[1]]).toEqual([Math.fround(400 / 0.75), 320]);
  });

  test('go by the type that was corrected', async () => {
    const wrong = frame('really a bias.fits', 'Light Frame', 100);
    const facts = fileFacts(await openFits(wrong.blob));
    const corrected = { ...wrong, facts: correctedFacts({ facts, corrections: { frameType: 'bias' } }) };
    const run = await runInNode(calibrate, [corrected, light(500)]);
    expect((await opened(run, 'light_cal.fits')).image.data[0]).toBe(400);
  });

  test('a frame without a type is taken for a light, and the log says so', async () => {
    const run = await runInNode(calibrate, [bias(), frame('plain.fits', null, 150)]);
    expect((await opened(run, 'plain_cal.fits')).image.data[0]).toBe(50);
    expect(run.log).toContain('plain.fits does not say what type of frame it is, and is taken for a light.');
    expect(run.warnings).toContainEqual(
      expect.objectContaining({ code: 'typesAssumed', parameters: { names: ['plain.fits'] } })
    );
  });
});

describe('what there is not', () => {
  const darkOf120 = dark(140, 120, 'long.fits');

  test('a dark longer than the light is scaled with a bias, and not used without', async () => {
    const scaled = await runInNode(calibrate, [bias(), darkOf120, light(500)]);
    expect((await opened(scaled, 'light_cal.fits')).image.data[0]).toBe(380);
    const run = await runInNode(calibrate, [darkOf120, flat(900), light(500)]);
    expect((await opened(run, 'light_cal.fits')).header.string('CALSTAT')).toBe('F');
    expect(run.log).toContain(
      'light.fits: no dark: long.fits, with 120 s, is longer than the 60 s of this frame, and without bias frames it cannot be scaled.'
    );
    expect(run.log).toContain('light.fits: no bias: there is no bias frame that can be used.');
  });

  test('a dark within 2 % of the exposure needs no bias', async () => {
    const run = await runInNode(calibrate, [dark(140, 61), light(500)]);
    const { image, header } = await opened(run, 'light_cal.fits');
    expect(image.data[0]).toBe(360);
    expect(header.string('CALSTAT')).toBe('D');
    expect(run.log).not.toContain('no bias');
  });

  test('a flat of another filter is not used', async () => {
    const run = await runInNode(calibrate, [bias(), flat(5000, 'R'), light(500)]);
    expect((await opened(run, 'light_cal.fits')).header.string('CALSTAT')).toBe('B');
    expect(run.log).toContain('light.fits: no flat: the flats were taken with R, this frame with V.');
    const because = { code: 'otherFilter', parameters: { filters: ['R'], filter: 'V' } };
    expect(run.warnings).toContainEqual({
      code: 'masterMissing',
      parameters: { missing: { code: 'noFlat', parameters: { because } }, names: ['light.fits'] },
      text: 'Calibrated with no flat: the flats were taken with R, this frame with V (light.fits).'
    });
    expect(historyOf((await opened(run, 'light_cal.fits')).header)).toContain(
      'Warning: no flat: the flats were taken with R, this frame with V'
    );
  });

  test('is warned of once for all frames', async () => {
    const lights = [1, 2, 3, 4, 5].map((k) => light((i) => 500 + (i % 5), 60, `l${k}.fits`));
    const run = await runInNode(calibrate, [bias(), ...lights]);
    expect(run.warnings.map(({ text }) => text)).toEqual([
      'Calibrated with no dark: there is no dark frame that can be used (l1.fits, l2.fits, l3.fits, l4.fits and 1 more).',
      'Calibrated with no flat: there is no flat frame that can be used (l1.fits, l2.fits, l3.fits, l4.fits and 1 more).'
    ]);
    const whole = await runInNode(calibrate, [bias(), dark(140, 60), flat((i) => 5000 + i), ...lights]);
    expect(whole.warnings).toEqual([]);
  });

  test('of the camera is assumed to find cosmic rays, and warned of', async () => {
    const run = async (cards: readonly Card[]) => {
      const files = [
        bias(),
        dark(140, 60),
        flat((i) => 5000 + i),
        light((i) => 500 + (i % 5), 60, 'light.fits', cards)
      ];
      return (await runInNode(calibrate, files, { flags: { cosmic_rays: true } })).warnings;
    };
    expect(await run([])).toMatchObject([
      { code: 'gainAssumed', parameters: { gain: 1 } },
      { code: 'readNoiseAssumed', parameters: { readNoise: 6.5 } }
    ]);
    expect(
      await run([
        ['GAIN', 10],
        ['RDNOISE', 8]
      ])
    ).toMatchObject([{ code: 'gainDoubtful', parameters: { gain: 10 } }]);
    expect(
      await run([
        ['EGAIN', 1.4],
        ['RDNOISE', 8]
      ])
    ).toEqual([]);
  });

  test.each([
    ['light.fits: no dark: there is no dark frame that can be used.', [bias(), light(500)]],
    [
      "Error in file 'broken.fits': This is not a FITS file: it does not begin with the card 'SIMPLE  ='.",
      [bias(), light(500), { name: 'broken.fits', blob: new Blob(['hello']) }]
    ]
  ])('when strict, stops: %s', async (message, files) => {
    const run = await runInNode(calibrate, files, { flags: { strict: true } });
    expect(run.failureMessage).toBe(message);
    expect(run.outputs).toEqual([]);
  });

  test('corrections that the header says are made are not made again', async () => {
    const done = light(400, 60, 'done.fits', [['CALSTAT', 'BD']]);
    const run = await runInNode(calibrate, [bias(), dark(140, 60), flat(900), done]);
    const { image, header } = await opened(run, 'done_cal.fits');
    expect(image.data[0]).toBe(400);
    expect(header.string('CALSTAT')).toBe('BDF');
    expect(run.log).toContain(
      'done.fits: its header says that bias, dark were already applied, so they are not applied again.'
    );
  });

  test('a light whose bias is gone takes a scaled dark', async () => {
    const done = light(400, 60, 'done.fits', [['CALSTAT', 'B']]);
    const run = await runInNode(calibrate, [bias(), dark(140, 120), done]);
    expect((await opened(run, 'done_cal.fits')).image.data[0]).toBe(380);
  });
});

describe('bad input', () => {
  test('no lights at all', async () => {
    const run = await runInNode(calibrate, [bias(), dark(140, 60)]);
    expect(run.failureMessage).toMatch(/^There is no light frame to calibrate among the files\./);
  });

  test('frames of another size, as of other binning, have masters of their own or are left out', async () => {
    const binned = { size: [6, 5] as const };
    const run = await runInNode(calibrate, [
      bias(),
      frame('bias2.fits', 'Bias', 400, binned),
      light(500),
      frame('light2.fits', 'Light', 500, binned),
      frame('odd.fits', 'Light', 500, { size: [7, 5] })
    ]);
    expect((await opened(run, 'light_cal.fits')).image.data[0]).toBe(400);
    expect((await opened(run, 'light2_cal.fits')).image.data[0]).toBe(100);
    expect(run.log).toContain(
      'odd.fits: no bias: the bias frames have 12 x 10 pixels, 6 x 5 pixels, this frame has 7 x 5 pixels.'
    );
    expect(run.log).toContain('odd.fits: there is nothing to calibrate it with. It is left out.');
    expect(run.warnings).toContainEqual(
      expect.objectContaining({ code: 'nothingToCalibrateWith', parameters: { name: 'odd.fits' } })
    );
    expect(run.outputs).toHaveLength(2);
    const none = await runInNode(calibrate, [light(500)]);
    expect(none.failureMessage).toBe(
      'None of the light frames could be calibrated. The log says why for each.'
    );
  });

  test('unreadable and cut frames, and cubes, are left out by name; the rest go on', async () => {
    const cube = { name: 'cube.fits', blob: writeFits({ data: new Float32Array(24), axes: [4, 3, 2] }) };
    const run = await runInNode(calibrate, [
      { name: 'broken.fits', blob: new Blob(['hello']) },
      { name: 'cut.fits', blob: light(500).blob.slice(0, 2880 + 100) },
      cube,
      bias(),
      light(500)
    ]);
    expect(namesOf(run)).toEqual(['light_cal.fits']);
    expect(
      run.warnings.flatMap(({ code, parameters }) => (code === 'fileLeftOut' ? [parameters.name] : []))
    ).toEqual(['broken.fits', 'cut.fits', 'cube.fits']);
    expect(run.log).toMatch(/Error in file 'broken.fits': This is not a FITS file: .* It is left out\./);
    expect(run.log).toMatch(/Error in file 'cut.fits': .* It is left out\./);
    expect(run.log).toMatch(
      /Error in file 'cube.fits': The image is a cube of 2 planes, not a frame\. It is left out\./
    );
  });

  test('zeros of a flat become blank or are filled, but nothing becomes infinite', async () => {
    const files = [bias(), flat((i) => (i === 50 ? 100 : i === 60 ? 0 : 20_100)), light(500)];
    const blank = await runInNode(calibrate, files, keep);
    const { data } = (await opened(blank, 'light_cal.fits')).image;
    expect([...data].flatMap((value, i) => (value === 400 ? [] : [[i, value]]))).toEqual([
      [50, NaN],
      [60, NaN]
    ]);
    expect(blank.log).toContain('flat.fits: 2 pixels are zero, negative or blank');
    const filled = await runInNode(calibrate, files, { parameters: { bad_pixels: 'median' } });
    expect((await opened(filled, 'light_cal.fits')).image.data).toEqual(new Float32Array(120).fill(400));
  });

  test('a saturated flat and an empty light are named', async () => {
    const run = await runInNode(calibrate, [
      bias(),
      flat(65_535),
      light(0, 60, 'empty.fits'),
      light((i) => i)
    ]);
    expect(run.log).toContain(
      'flat.fits: all its pixels have the same value, 65535: it is empty or saturated, and as a flat it corrects nothing.'
    );
    expect(run.log).toContain('empty.fits: all its pixels have the same value, 0: it is empty or saturated.');
    expect(run.log).not.toContain('light.fits: all its');
    expect(run.warnings).toMatchObject([
      { code: 'constantFlat', parameters: { name: 'flat.fits', value: 65_535 } },
      { code: 'constantLight', parameters: { name: 'empty.fits', value: 0 } },
      { code: 'masterMissing' }
    ]);
    expect((await opened(run, 'light_cal.fits')).image.data[119]).toBe(19);
  });

  test('a flat without light is left out', async () => {
    const run = await runInNode(calibrate, [
      bias(),
      flat(100, 'V', 'closed.fits'),
      flat(5100, 'V', 'open.fits'),
      light(500)
    ]);
    expect(run.log).toMatch(
      /Error in file 'closed.fits': The level of this flat is 0 after bias and dark, .* It is left out\./
    );
    expect((await opened(run, 'light_cal.fits')).header.string('FLATFILE')).toBe('open.fits');
  });

  test('a column without values in a dark or a light is blank, and no other', async () => {
    const column = (x: number, level: number) => (i: number) => (i % WIDTH === x ? NaN : level);
    const run = await runInNode(calibrate, [bias(), dark(column(3, 140), 60), light(column(7, 500))]);
    const { data } = (await opened(run, 'light_cal.fits')).image;
    const columns = [...data].flatMap((value, i) => (Number.isNaN(value) ? [i % WIDTH] : []));
    expect(new Set(columns)).toEqual(new Set([3, 7]));
    expect(columns).toHaveLength(20);
    expect(run.log).toContain('10 pixels became blank: bad, or without a value in a master');
  });
});

test('overscan is subtracted and trimmed, and the WCS follows', async () => {
  const sections: Card[] = [
    ['BIASSEC', '[1:4,1:10]'],
    ['TRIMSEC', '[5:12,3:10]'],
    ['CRPIX1', 6.5],
    ['CRPIX2', 5],
    ['DATASEC', '[5:12,3:10]']
  ];
  const pixels = (i: number) => (i % WIDTH < 4 ? 90 : 500) + Math.floor(i / WIDTH);
  const run = await runInNode(calibrate, [light(pixels, 60, 'over.fits', sections)]);
  const { image, header } = await opened(run, 'over_cal.fits');
  expect([image.width, image.height]).toEqual([8, 8]);
  expect(new Set(image.data)).toEqual(new Set([410]));
  expect([header.number('CRPIX1'), header.number('CRPIX2')]).toEqual([2.5, 3]);
  expect([header.string('TRIMSEC'), header.string('DATASEC')]).toEqual(['[1:8,1:8]', '[1:8,1:8]']);
  expect(header.string('BIASSEC')).toBe('');
});

test('a frame that is an extension stays one, with the header of the file', async () => {
  const blob = writeFits(
    {
      cards: [
        ['DATE-OBS', '2019-01-02T03:04:05'],
        ['OBSTYPE', 'EXPOSE']
      ]
    },
    { data: new Float32Array(WIDTH * HEIGHT).fill(150), axes: [WIDTH, HEIGHT], cards: [['EXTNAME', 'SCI']] }
  );
  const run = await runInNode(calibrate, [bias(), { name: 'e00.fits', blob }]);
  const { file, image } = await opened(run, 'e00_cal.fits');
  expect(image.data[0]).toBe(50);
  expect(fileFacts(file).observed?.start).toBe(Date.UTC(2019, 0, 2, 3, 4, 5));
});

test('two lights of one name are both saved', async () => {
  const run = await runInNode(calibrate, [bias(), light(500, 60, 'a.fits'), light(600, 60, 'a.fit')]);
  expect(namesOf(run)).toEqual(['a_cal.fits', 'a_cal_2.fits']);
});

test('cosmic rays are removed when asked for', async () => {
  const random = new Random(3);
  const noisy = Float32Array.from({ length: 64 * 64 }, () => 500 + 10 * random.normal());
  noisy[32 * 64 + 20] = 5000;
  const size = { size: [64, 64] as const };
  const files = [
    frame('bias.fits', 'Bias', 100, size),
    frame('light.fits', 'Light', (i) => noisy[i]!, {
      ...size,
      cards: [
        ['EGAIN', 1],
        ['RDNOISE', 5]
      ]
    })
  ];
  const hit = async (cosmic_rays: boolean) =>
    (await opened(await runInNode(calibrate, files, { flags: { cosmic_rays } }), 'light_cal.fits')).image
      .data[32 * 64 + 20];
  expect(await hit(false)).toBe(4900);
  expect(Math.abs((await hit(true))! - 400)).toBeLessThan(20);
});

test('a simulated night: no pattern is left, and no more noise than there must be', async () => {
  const [side, gain, readNoise, sky] = [128, 1.5, 8, 3000];
  const random = new Random(11);
  const count = side * side;
  const pattern = Float32Array.from({ length: count }, () => 300 + 6 * random.normal());
  const current = Float32Array.from({ length: count }, (_, i) =>
    i % 997 === 5 ? 60 : 0.5 + 0.1 * random.uniform()
  );
  const response = Float32Array.from({ length: count }, (_, i) => {
    const [x, y] = [(i % side) / side - 0.5, Math.floor(i / side) / side - 0.5];
    return (1 - 0.6 * (x * x + y * y)) * (1 + 0.02 * random.normal());
  });
  const shot = (electrons: (i: number) => number) => (i: number) =>
    Math.round(pattern[i]! + (random.poisson(electrons(i)) + readNoise * random.normal()) / gain);
  const take = (name: string, type: string, exposure: number, light: number) =>
    frame(
      name,
      type,
      shot((i) => light * response[i]! + exposure * current[i]!),
      {
        size: [side, side],
        cards: [seconds(exposure), filter('V')]
      }
    );
  const frames = Array.from({ length: 16 }, (_, k) => [
    take(`b${k}.fits`, 'Bias', 0, 0),
    take(`d${k}.fits`, 'Dark', 120, 0),
    take(`f${k}.fits`, 'Flat', 5, 30_000 + 500 * k)
  ]).flat();
  const lights = Array.from({ length: 6 }, (_, k) => take(`l${k}.fits`, 'Light', 60, sky));
  const run = await runInNode(calibrate, [...frames, ...lights]);
  const sum = new Float32Array(count);
  for (let k = 0; k < lights.length; k++) {
    const { data } = (await opened(run, `l${k}_cal.fits`)).image;
    for (let i = 0; i < count; i++) sum[i] += data[i]! / lights.length;
  }
  const hot = [...sum].flatMap((value, i) => (Number.isNaN(value) ? [i] : []));
  expect(hot).toEqual(Array.from({ length: 17 }, (_, k) => 997 * k + 5).filter((i) => i < count));
  const isGood = (i: number) => !Number.isNaN(sum[i]!);
  const level = median(sum);
  // Noise of the mean of the lights, and of masters of 16 frames; a light less B and (D - B) / 2 is less (B + D) / 2.
  const ideal = (i: number) => {
    const flatNoise = (sky / (gain * 33_750)) ** 2 * (33_750 * response[i]! + readNoise ** 2);
    const lightNoise = (sky * response[i]! + 60 * current[i]! + readNoise ** 2) / lights.length / gain ** 2;
    const masterNoise = (0.25 * (2 * readNoise ** 2 + 120 * current[i]!)) / gain ** 2;
    const noise = Math.sqrt(lightNoise + (masterNoise + flatNoise) / 16) / response[i]!;
    // The flat is relative to its median.
    return (noise * level) / (sky / gain);
  };
  const residual = sum.map((value, i) => (value - level) / ideal(i)).filter((_, i) => isGood(i));
  expect(std(residual)).toBeGreaterThan(0.98);
  expect(std(residual)).toBeLessThan(1.02);
});

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');
const filesIn = async (folder: string) => {
  const names = (await readdir(folder)).filter((name) => name.includes('.fit'));
  return Promise.all(names.map(async (name) => ({ name, blob: await openAsBlob(join(folder, name)) })));
};

/** The references are those of the README beside the files. */
const MIT = join(DATA, 'cal-mit-stl1001');
describe.skipIf(!existsSync(MIT))('SBIG STL-1001 at Wallace Observatory', () => {
  test.each([
    [true, 'master_bias.fits', 1012, 1013.17],
    [false, 'master_dark_180s.fits', 1044, 1046.19]
  ])('has the lights that numpy makes, bias frames used: %s, and its %s', async (...expected) => {
    const [withBias, masterName, masterMedian, masterMean] = expected;
    const files = (await filesIn(MIT)).filter(({ name }) => withBias || !name.includes('Bias'));
    const run = await runInNode(calibrate, files, keep);
    for (const [number, middle, average] of [
      [26, 4914, 4941.94],
      [29, 5519, 5548.02],
      [32, 4696, 4721.61],
      [34, 4706, 4731.35]
    ] as const) {
      const { image, header } = await opened(run, `lux-180.000secs.Light.Open.000000${number}_cal.fits`);
      expect(median(image.data)).toBe(middle);
      expect(mean(image.data)).toBeCloseTo(average, 2);
      expect(header.string('CALSTAT')).toBe(withBias ? 'BD' : 'D');
      expect(header.number('PEDESTAL')).toBe(0);
    }
    const { image } = await opened(run, masterName);
    expect(median(image.data)).toBe(masterMedian);
    expect(mean(image.data)).toBeCloseTo(masterMean, 2);
  });
});

const KELT = join(DATA, 'cal-kelt16-maxim');
test.skipIf(!existsSync(KELT))('calibrates KELT-16 b with masters as numpy does', async () => {
  const run = await runInNode(calibrate, await filesIn(KELT), keep);
  const { image } = await opened(run, 'kelt-16-b-S001-R001-C084-r_cal.fits');
  expect(median(image.data)).toBeCloseTo(45.674, 3);
  expect(mean(image.data)).toBeCloseTo(46.172, 3);
  expect(Math.max(...image.data)).toBeCloseTo(151.54, 2);
  expect(run.log).toContain('BIASSEC is [4096:4109]');
});

import { beforeAll, describe, expect, test } from 'vitest';
import Papa from 'papaparse';
import { SOURCE_QUALITY } from '../../../src/lib/domain/measurement/sourceQuality';
import { describeTable } from '../../../src/lib/fits/tables/describeTable';
import { correctedFacts } from '../../../src/lib/domain/rows/correctedFacts';
import { fileFacts } from '../../../src/lib/fits/facts/fileFacts';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { readTable } from '../../../src/lib/fits/tables/readTable';
import { readWcs } from '../../../src/lib/fits/wcs/readWcs';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { simulateSky } from '../../../src/lib/kernels/simulation/simulateSky';
import type { CatalogueColumn } from '../../../src/lib/pipelines/catalogue/catalogueColumns';
import { catalogueRows } from '../../../src/lib/pipelines/catalogue/catalogueRows';
import pipeline from '../../../src/lib/pipelines/catalogue/pipeline';
import type { Pipeline } from '../../../src/lib/pipelines/api';
import { type Run, runInNode } from '../../fixtures/runInNode';
import { uidOf } from '../../fixtures/uidOf';

const SIDE = 400;
/** Of `simulateSky`: electrons of a star of magnitude 0, for each unit of the image, of the sky and of reading. */
const ZERO_POINT = 10 ** (0.4 * 25.5);
const [GAIN, SKY, READ_NOISE] = [1.5, 400, 8];
const MAGNITUDE_OF_UNIT = 25.5 - 2.5 * Math.log10(GAIN);
/** Part of the light of a Moffat profile of FWHM 3.4 and exponent 3 within a radius. */
const within = (radius: number) => 1 - (1 + radius ** 2 / (1.7 ** 2 / (2 ** (1 / 3) - 1))) ** -2;

const WCS: Card[] = [
  ['CTYPE1', 'RA---TAN'],
  ['CTYPE2', 'DEC--TAN'],
  ['CRVAL1', 150.1],
  ['CRVAL2', 30.2],
  ['CRPIX1', 200.5],
  ['CRPIX2', 200.5],
  ['CD1_1', -2 / 3600],
  ['CD1_2', 0],
  ['CD2_1', 0],
  ['CD2_2', 2 / 3600]
];

const run = (files: Parameters<typeof runInNode>[1], options?: Parameters<typeof runInNode>[2]) =>
  runInNode(pipeline as unknown as Pipeline, files, options);

type Rows = Record<string, string>[];

/** The rows of each CSV, as somebody with a spreadsheet reads it. */
async function rowsByName(run: Run): Promise<Record<string, Rows>> {
  const names = run.outputs.map(({ name }) => name).filter((name) => name.endsWith('.csv'));
  const read = async (name: string): Promise<Rows> =>
    Papa.parse<Record<string, string>>(await blobOf(run, name).text(), { header: true, skipEmptyLines: true })
      .data;
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)] as const)));
}

function blobOf({ outputs }: Run, name: string): Blob {
  const output = outputs.find((candidate) => candidate.name === name);
  if (output?.kind !== 'file') throw new Error(`no file ${name}`);
  return output.blob;
}

const frameOf = (data: Float32Array, cards: readonly Card[] = []) =>
  writeFits({ data: Uint16Array.from(data), axes: [SIDE, data.length / SIDE], cards });

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1];

describe('of simulated frames', () => {
  const skies = [1, 2, 3].map((seed) =>
    simulateSky({ seed, frames: 1, width: SIDE, height: SIDE, stars: 120 })
  );
  let result: Run;
  let fixed: Run;
  let corrected: Record<string, Rows>;
  let plain: Record<string, Rows>;
  beforeAll(async () => {
    const cards: Card[] = [...WCS, ['EGAIN', GAIN], ['FILTER', 'V'], ['DATE-OBS', '2026-01-02T03:04:05']];
    const files = skies.map((sky, i) => ({
      name: `sky${i}.fits`,
      blob: frameOf(sky.frame(0).image.data, i === 2 ? [] : cards)
    }));
    result = await run(files);
    fixed = await run(files, {
      flags: { correct: false },
      parameters: {
        radii: '6 3.4',
        unit: 'px',
        sky: 'ring',
        inner: 12,
        outer: 20,
        zero_point: MAGNITUDE_OF_UNIT
      }
    });
    corrected = await rowsByName(result);
    plain = await rowsByName(fixed);
  });

  /** Errors of bright single stars, in units of what was expected. */
  const pullsOf = (rows: Rows, sky: (typeof skies)[number], light: number) =>
    rows.flatMap((row) => {
      const [x, y] = [Number(row['x']) - 1, Number(row['y']) - 1];
      const near = sky.stars.filter((star) => Math.hypot(star.x - x, star.y - y) < 14);
      if (near.length !== 1 || row['quality'] !== '0') return [];
      const truth = (light * ZERO_POINT * 10 ** (-0.4 * near[0].magnitude)) / GAIN;
      return [
        { pull: (Number(row['flux']) - truth) / Number(row['flux_err']), ratio: Number(row['flux']) / truth }
      ];
    });

  test('has the light of the stars, and the error that it has', () => {
    const pulls = skies.flatMap((sky, i) => pullsOf(plain[`sky${i}.csv`], sky, within(6)));
    expect(pulls.length).toBeGreaterThan(120);
    const rms = Math.sqrt(
      pulls.reduce((sum, { pull }) => sum + Math.min(3, Math.abs(pull)) ** 2, 0) / pulls.length
    );
    expect(Math.abs(rms - 1)).toBeLessThan(0.2);
    expect(Math.abs(median(pulls.map(({ pull }) => pull)))).toBeLessThan(0.3);
  });

  test('makes up for the light beyond the aperture', () => {
    // The first has too few bright single stars to tell.
    expect(result.log).toContain('They are not corrected for the light outside it.');
    const radius = 3 * Number(/FWHM ([\d.]+)/.exec(result.log)![1]);
    const ratios = [1, 2].flatMap((i) => pullsOf(corrected[`sky${i}.csv`], skies[i], within(radius)));
    expect(Math.abs(median(ratios.map(({ ratio }) => ratio)) - 1)).toBeLessThan(0.02);
    expect(result.log).toMatch(
      /corrected .* by a factor of 1\.\d+ \+- 0\.00\d+ measured on \d+ bright single stars/
    );
  });

  test('gives magnitudes by the zero point, the one asked for or an instrumental one', () => {
    const star = plain['sky0.csv'].find(({ quality }) => quality === '0')!;
    const magnitude = MAGNITUDE_OF_UNIT - 2.5 * Math.log10(Number(star['flux']));
    expect(Number(star['mag'])).toBeCloseTo(magnitude, 3);
    expect(Number(star['mag_err'])).toBeCloseTo(
      (1.0857 * Number(star['flux_err'])) / Number(star['flux']),
      4
    );
    expect(Number(star['snr'])).toBeCloseTo(Number(star['flux']) / Number(star['flux_err']), 0);
    expect(fixed.log).toContain(`Zero point ${MAGNITUDE_OF_UNIT} (as set).`);
    expect(result.log).toContain('Zero point 25 (assumed: magnitudes are instrumental).');
  });

  test('takes a zero point of 0 for one', async () => {
    const blob = frameOf(skies[1].frame(0).image.data, [['MAGZPT', 22]]);
    const { log } = await run([{ name: 'sky.fits', blob }], { parameters: { zero_point: 0 } });
    expect(log).toContain('Zero point 0 (as set).');
    expect((await run([{ name: 'sky.fits', blob }])).log).toContain('Zero point 22 (MAGZPT of the header).');
  });

  test('says what gain it went by', () => {
    expect(result.log).toContain('Gain 1.5 electrons per unit (EGAIN of the header)');
    expect(result.log).toContain('electrons per unit (estimated from the level and noise of the sky)');
  });

  test('warns of a gain that may be the position of a dial, unless its user says the gain', async () => {
    const blob = frameOf(skies[1].frame(0).image.data, [['GAIN', 3]]);
    const { log, warnings } = await run([{ name: 'sky.fits', blob }]);
    expect(log).toContain(
      'Gain 3 electrons per unit (GAIN of the header, which may be a setting of the camera'
    );
    expect(warnings.map(({ code }) => code)).toContain('gainDoubtful');
    const facts = correctedFacts({
      facts: fileFacts(await openFits(blob)),
      corrections: { gain: 1.5 }
    });
    const said = await run([{ name: 'sky.fits', blob, facts }]);
    expect(said.log).toContain('Gain 1.5 electrons per unit (as set)');
    expect(said.warnings.map(({ code }) => code)).not.toContain('gainDoubtful');
  });

  test('warns of what it takes for granted, and of what it could not do, for all frames at once', async () => {
    const texts = result.warnings.map(({ code, parameters }) => [code, parameters]);
    expect(texts).toEqual([
      ['aperturesNotCorrected', { names: ['sky0.fits'] }],
      ['gainEstimated', { names: ['sky2.fits'] }]
    ]);
    expect(fixed.warnings.map(({ code }) => code)).toEqual(['gainEstimated']);
    const { header } = (await openFits(blobOf(result, 'sky2.fits'))).hdus[1];
    const history = header.cards
      .filter(({ keyword }) => keyword === 'HISTORY')
      .map(({ raw }) => raw.slice(8));
    expect(history.join('')).toContain('Warning: The header does not give the gain of sky2.fits.');
  });

  test('tells the magnitude of stars that are 5 times their noise', () => {
    const limit = Number(/magnitude ([\d.]+) have a signal-to-noise ratio of 5/.exec(fixed.log)![1]);
    const noise = Math.sqrt(36 * Math.PI * (SKY + READ_NOISE ** 2));
    const electrons = 12.5 + Math.sqrt(12.5 ** 2 + 25 * noise ** 2);
    expect(limit).toBeCloseTo(25.5 - 2.5 * Math.log10(electrons), 1);
  });

  test('writes the same numbers as a FITS table, with units, comments and provenance', async () => {
    const file = await openFits(blobOf(result, 'sky0.fits'));
    const [primary, table] = file.hdus;
    expect(primary.header.string('FILTER')).toBe('V');
    expect(primary.header.string('DATE-OBS')).toBe('2026-01-02T03:04:05');
    const { header } = table;
    expect(['EXTNAME', 'SRCFILE', 'SRCUID'].map((keyword) => header.get(keyword))).toEqual([
      'SOURCES',
      'sky0.fits',
      uidOf(0)
    ]);
    expect([header.number('EGAIN'), header.comment('EGAIN')]).toEqual([GAIN, 'EGAIN of the header']);
    expect(header.comment('MAGZPT')).toBe('assumed: magnitudes are instrumental');
    expect(
      header.cards.some(({ keyword, comment }) => keyword === 'HISTORY' && comment.includes('catalogue'))
    ).toBe(true);
    const described = describeTable(table);
    const data = await readTable(file, described);
    const rows = corrected['sky0.csv'];
    expect(described.rows).toBe(rows.length);
    const names = described.columns.map(({ name }) => name);
    expect(names.slice(0, 7)).toEqual(['NUMBER', 'X', 'Y', 'RA', 'DEC', 'MAG', 'MAG_ERR']);
    expect(names).toContain('FLUX_ERR_4');
    expect(described.columns.slice(1, 7).map(({ unit }) => unit)).toEqual([
      'pix',
      'pix',
      'deg',
      'deg',
      'mag',
      'mag'
    ]);
    for (const n of names.keys()) expect(header.string(`TCOMM${n + 1}`)).not.toBeNull();
    const labels = Object.keys(rows[0]);
    for (const [n, column] of data.entries()) {
      if (column.kind !== 'number') throw new Error('not a number');
      for (const row of [0, 7, rows.length - 1]) {
        const expected = rows[row][labels[n]];
        const error = (expected === '' ? NaN : Number(expected)) - column.values[row];
        const tolerance = labels[n] === 'snr' ? 0.051 : 0.0051 + 1e-6 * Math.abs(Number(expected));
        expect(Number.isNaN(error) ? expected : Math.abs(error) < tolerance).toBe(
          expected === '' ? '' : true
        );
      }
    }
  });

  test('has positions on the sky only of a frame with coordinates', async () => {
    const { hdus } = await openFits(blobOf(result, 'sky0.fits'));
    const wcs = readWcs(hdus[0].header);
    const [{ x, y, ra, dec }] = corrected['sky0.csv'];
    const position = wcs.pixelToWorld(Number(x) - 1, Number(y) - 1)!;
    expect(Number(ra)).toBeCloseTo(position.ra, 6);
    expect(Number(dec)).toBeCloseTo(position.dec, 6);
    expect(Object.keys(corrected['sky2.csv'][0])).not.toContain('ra');
    expect(result.log).toContain('No positions on the sky');
  });
});

describe('of frames with something wrong', () => {
  const { stars, frame } = simulateSky({ seed: 5, frames: 1, width: SIDE, height: SIDE, stars: 60 });
  const { data } = frame(0).image;
  let result: Run;
  let rows: Rows;
  const [hot, clean] = [0, 1].map(
    (k) =>
      stars.filter(({ x, y, magnitude }) => magnitude < 17 && Math.min(x, y) > 30 && Math.max(x, y) < 370)[k]
  );
  const at = ({ x, y }: { x: number; y: number }) =>
    rows.find((row) => Math.hypot(Number(row['x']) - 1 - x, Number(row['y']) - 1 - y) < 1.5);

  beforeAll(async () => {
    const spoilt = Float32Array.from(data, (value) => Math.min(value, 20_000));
    // Blank columns through a star, a hot pixel in the aperture of another but off its middle.
    for (let y = 0; y < SIDE; y++) for (let x = 97; x < 100; x++) spoilt[y * SIDE + x] = NaN;
    spoilt[(Math.round(hot.y) + 4) * SIDE + Math.round(hot.x) + 1] += 3000;
    for (let y = 290; y < 311; y++) {
      for (let x = 190; x < 211; x++)
        spoilt[y * SIDE + x] += 60_000 * (1 + ((x - 200) ** 2 + (y - 300) ** 2) / 11) ** -3;
    }
    for (const [i, value] of spoilt.entries()) spoilt[i] = Math.min(value, 20_000);
    const floats = (image: Float32Array, axes: number[]) => writeFits({ data: image, axes });
    const flat = Float32Array.from(
      { length: SIDE * 100 },
      (_, i) => 500 + ((i * 7919) % 13) + ((i * 104_729) % 17)
    );
    result = await run(
      [
        { name: 'spoilt.fits', blob: floats(spoilt, [SIDE, SIDE]) },
        { name: 'notes.fits', blob: new Blob(['no FITS at all']) },
        { name: 'cube.fits', blob: floats(new Float32Array(4 * SIDE * 2), [SIDE, 2, 4]) },
        { name: 'blank.fits', blob: floats(new Float32Array(SIDE * 50).fill(NaN), [SIDE, 50]) },
        { name: 'even.fits', blob: floats(new Float32Array(SIDE * 50).fill(7), [SIDE, 50]) },
        { name: 'empty.fits', blob: floats(flat, [SIDE, 100]) },
        { name: 'spoilt.fit', blob: floats(spoilt, [SIDE, SIDE]) }
      ],
      { parameters: { radii: '6', unit: 'px' } }
    );
    rows = (await rowsByName(result))['spoilt.csv'];
  });

  test.each([
    [`Error in file 'notes.fits': `],
    [`Error in file 'cube.fits': The image is a cube of 4 planes, not a frame.`],
    [`Error in file 'blank.fits': all of its pixels are blank.`],
    [`Error in file 'even.fits': its sky has no noise`],
    [`Error in file 'empty.fits': there is no star in it`]
  ])('says so: %s', (sentence) => {
    expect(result.log).toContain(sentence);
    expect(result.warnings.some(({ text }) => text.startsWith(sentence))).toBe(true);
  });

  test('warns of nothing else but the gain', () => {
    const others = result.warnings.filter(({ code }) => code !== 'frameLeftOut');
    expect(others.map(({ code }) => code)).toEqual(['gainEstimated', 'aperturesNotCorrected']);
    const names = ['notes.fits', 'cube.fits', 'blank.fits', 'even.fits', 'empty.fits'];
    expect(result.warnings.slice(0, 5).map(({ parameters }) => parameters['name'])).toEqual(names);
  });

  test('warns where nothing tells what is saturated, unless its user does', async () => {
    const blob = writeFits({ data: Float32Array.from(data), axes: [SIDE, SIDE], cards: [['EGAIN', 1.5]] });
    const codes = async (saturation: number | null) =>
      (await run([{ name: 'a.fits', blob }], { flags: { correct: false }, parameters: { saturation } }))
        .warnings;
    expect(await codes(null)).toMatchObject([
      { code: 'saturationUnknown', parameters: { names: ['a.fits'] } }
    ]);
    expect(await codes(60_000)).toEqual([]);
  });

  test('warns where the sky tells no gain', async () => {
    const level = median([...data]);
    const dark = Float32Array.from(data, (value) => value - level);
    const blob = writeFits({ data: dark, axes: [SIDE, SIDE], cards: [['SATURATE', 60_000]] });
    const { warnings, log } = await run([{ name: 'a.fits', blob }], { flags: { correct: false } });
    expect(warnings).toMatchObject([{ code: 'gainUnknown' }]);
    expect(log).toContain('Gain not known: the photon noise of stars is left out.');
  });

  test('still has a catalogue of each that can be measured, under names of their own', () => {
    expect(result.failureMessage).toBeNull();
    expect(result.outputs.map(({ name }) => name)).toEqual([
      'spoilt.csv',
      'spoilt.fits',
      'spoilt_2.csv',
      'spoilt_2.fits'
    ]);
    expect(new Set(result.outputs.map(({ tag }) => tag))).toEqual(new Set(['source_catalogue']));
  });

  test('flags a star at which the detector was full, where only the pixels tell', () => {
    const star = at({ x: 200, y: 300 });
    expect(Number(star?.['quality']) & SOURCE_QUALITY.saturated).toBeTruthy();
    expect(star?.['against_it']).toContain('Saturated: the detector was full here');
    expect(result.log).toContain(
      'Saturated from 20000 upwards (many pixels have this value, and none a higher one)'
    );
  });

  test('flags apertures with blank pixels, and stars at the edge', () => {
    const flagged = (bit: number) =>
      rows
        .filter(({ quality }) => Number(quality) & bit)
        .map(({ x, y }) => ({ x: Number(x) - 1, y: Number(y) - 1 }));
    const all = rows.map(({ x, y }) => ({ x: Number(x) - 1, y: Number(y) - 1 }));
    const atEdge = all.filter(({ x, y }) => Math.min(x, y) < 5);
    const onBlank = all.filter(({ x }) => x > 92 && x < 104);
    expect(flagged(SOURCE_QUALITY.edge)).toEqual(expect.arrayContaining(atEdge));
    expect(flagged(SOURCE_QUALITY.blank)).toEqual(expect.arrayContaining(onBlank));
    expect(flagged(SOURCE_QUALITY.blank).filter(({ x }) => Math.abs(x - 98) > 20)).toEqual([]);
  });

  test('replaces a hot pixel in an aperture, and says so', () => {
    const star = at(hot);
    expect(Number(star?.['quality']) & SOURCE_QUALITY.hotPixel).toBeTruthy();
    const truth = (within(6) * ZERO_POINT * 10 ** (-0.4 * hot.magnitude)) / GAIN;
    expect(Math.abs(Number(star?.['flux']) - truth)).toBeLessThan(5 * Number(star?.['flux_err']));
    expect(Number(at(clean)?.['quality']) & SOURCE_QUALITY.hotPixel).toBeFalsy();
  });
});

test('fails with the reason where no frame can be measured', async () => {
  const result = await run([{ name: 'notes.fits', blob: new Blob(['no FITS at all']) }]);
  expect(result.failureMessage).toMatch(/^Error in file 'notes\.fits': /);
});

test('writes a right ascension that rounds to 360 degrees as 0', () => {
  const columns = catalogueColumnOfRa([359.999_999_99, 359.9, 0]);
  const rows = catalogueRows({ quality: new Uint8Array(3) }, [columns]);
  expect(rows.slice(1).map(([ra]) => ra)).toEqual(['0.000000', '359.900000', '0.000000']);
});

const catalogueColumnOfRa = (ra: readonly number[]): CatalogueColumn => ({
  label: 'ra',
  name: 'RA',
  unit: 'deg',
  comment: '',
  values: Float64Array.from(ra),
  decimals: 6,
  modulus: 360
});

test.each([
  ['', 'Give 1 to 12 aperture radii'],
  ['2, wide', "'wide' is not a number"],
  ['1,5', "In '1,5' a comma can be decimal or between two numbers"],
  ['2, -1', "The aperture radius '-1' is not a number above 0 and at most 20."],
  ['2, 2', 'The aperture radius 2 is given twice.']
])('refuses the radii %s', async (radii, message) => {
  const result = await run([{ name: 'a.fits', blob: new Blob() }], { parameters: { radii } });
  expect(result.failureMessage).toContain(message);
});

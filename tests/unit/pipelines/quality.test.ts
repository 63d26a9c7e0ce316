import { existsSync, openAsBlob, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Image } from '../../../src/lib/domain/image/Image';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import { Random } from '../../../src/lib/kernels/simulation/Random';
import { simulateSky } from '../../../src/lib/kernels/simulation/simulateSky';
import quality from '../../../src/lib/pipelines/quality/pipeline';
import { type Run, runInNode } from '../../fixtures/runInNode';

const SIDE = 320;
type Cards = readonly Card[];

interface Look {
  readonly fwhm?: number;
  readonly elongation?: number;
  readonly sky?: number;
  /** Part of the light of the stars that comes through. */
  readonly clear?: number;
  /** From one point to another, pixels. */
  readonly trail?: readonly [x0: number, y0: number, x1: number, y1: number];
  /** Seed of the stars: another field. */
  readonly field?: number;
  readonly stars?: number;
  readonly width?: number;
}

/** Gaussian stars on an even sky, with the noise of one electron for each unit. */
function draw(seed: number, look: Look = {}): Image {
  const {
    fwhm = 3.4,
    elongation = 1,
    sky = 1000,
    clear = 1,
    trail,
    field = 1,
    stars = 70,
    width = SIDE
  } = look;
  const data = new Float32Array(width * SIDE).fill(sky);
  const places = new Random(field);
  const [sigmaX, sigmaY] = [(fwhm / 2.3548) * elongation, fwhm / 2.3548];
  for (let star = 0; star < stars; star++) {
    const [x0, y0] = [SIDE * places.uniform(), SIDE * places.uniform()];
    const peak = (clear * 10 ** (3.8 + 1.4 * places.uniform())) / (2 * Math.PI * sigmaX * sigmaY);
    for (let y = Math.max(0, Math.floor(y0 - 30)); y < Math.min(SIDE, y0 + 30); y++)
      for (let x = Math.max(0, Math.floor(x0 - 30)); x < Math.min(width, x0 + 30); x++)
        data[y * width + x] += peak * Math.exp(-(((x - x0) / sigmaX) ** 2 + ((y - y0) / sigmaY) ** 2) / 2);
  }
  if (trail) {
    const [x0, y0, x1, y1] = trail;
    const length = Math.hypot(x1 - x0, y1 - y0);
    for (let i = 0; i < data.length; i++) {
      const [x, y] = [(i % width) - x0, Math.floor(i / width) - y0];
      const along = (x * (x1 - x0) + y * (y1 - y0)) / length;
      const across = (y * (x1 - x0) - x * (y1 - y0)) / length;
      if (along >= 0 && along <= length) data[i] += 150 * Math.exp(-((across / sigmaY) ** 2) / 2);
    }
  }
  const noise = new Random(seed, 7);
  return {
    data: data.map((mean) => Math.round(mean + Math.sqrt(mean) * noise.normal())),
    width,
    height: SIDE
  };
}

const file = (name: string, { data, width, height }: Image, cards: Cards = [], Type = Uint16Array) => ({
  name,
  blob: writeFits({
    data: Type.from(data),
    axes: [width, height],
    cards: [['FILTER', 'V'], ['EXPTIME', 60], ...cards]
  })
});
const real = (name: string, { data, width, height }: Image) => ({
  name,
  blob: writeFits({
    data,
    axes: [width, height],
    cards: [
      ['FILTER', 'V'],
      ['EXPTIME', 60]
    ]
  })
});

/** By file, what the table says of it. */
function tableOf(run: Run): Record<string, Record<string, string>> {
  expect(run.failureMessage).toBeNull();
  const [output] = run.outputs;
  if (output.kind !== 'text') throw new Error('the first output is no text');
  expect(output).toMatchObject({ name: 'frames.csv', tag: 'frame_quality' });
  const [columns, ...rows] = output.text
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, ''))
    );
  return Object.fromEntries(
    rows.map((row) => [row[1], Object.fromEntries(columns.map((name, i) => [name, row[i]]))])
  );
}

const usual = [1, 2, 3, 4, 5].map((seed) => file(`usual${seed}.fits`, draw(seed)));

test('measures what was simulated', async () => {
  const settings = { seed: 5, frames: 6, width: 400, height: 380, stars: 150 };
  const sky = simulateSky(settings);
  const frames = Array.from({ length: settings.frames }, (_, i) => sky.frame(i));
  const run = await runInNode(
    quality,
    frames
      .map(({ image }, i) => file(`${i}.fits`, image, [['DATE-OBS', `2026-01-15T20:0${i}:00`]]))
      // Given in another order than that of time.
      .reverse()
  );
  const table = tableOf(run);
  expect(Object.keys(table)).toEqual(['0.fits', '1.fits', '2.fits', '3.fits', '4.fits', '5.fits']);
  for (const [i, { drift }] of frames.entries()) {
    const row = table[`${i}.fits`];
    expect(Math.abs(Number(row.fwhm_px) / 3.4 - 1)).toBeLessThan(0.06);
    // Bias, sky and gain of `simulateSky`.
    expect(Math.abs(Number(row.background) / (300 + 400 / 1.5) - 1)).toBeLessThan(0.01);
    expect(Math.abs(Number(row.background_rms) / (Math.sqrt(464) / 1.5) - 1)).toBeLessThan(0.03);
    expect(Math.abs(Number(row.drift_x_px) - drift.x)).toBeLessThan(0.1);
    expect(Math.abs(Number(row.drift_y_px) - drift.y)).toBeLessThan(0.1);
    expect(Number(row.elongation)).toBeLessThan(1.1);
    expect(Number(row.hot_pixels)).toBeGreaterThanOrEqual(9);
    expect(Number(row.hot_pixels)).toBeLessThanOrEqual(13);
    expect(row).toMatchObject({
      time_utc: `2026-01-15T20:0${i}:30.000Z`,
      time_of: 'middle',
      filter: 'V',
      exposure_s: '60',
      fwhm_arcsec: '',
      trail_px: '0',
      reasons_to_leave_out: ''
    });
  }
  expect(run.statuses).toEqual(['Measuring frames', 'Comparing frames']);
  expect(run.progress.at(-1)).toBe(1);
  expect(run.log).toMatch(/^Frame 1\/6 '5\.fits': background 566\.\d \+- 14\.\d, stars \d+, FWHM 3\.\d px, /);
  expect(run.log).toMatch(/Drift is relative to '0\.fits'\.\nNo reason to leave out 6 of 6 frames\.\n$/);
});

test.each([2.5, 4, 6])('measures stars %s px wide', async (fwhm) => {
  const row = tableOf(await runInNode(quality, [file('a.fits', draw(1, { fwhm }))]))['a.fits'];
  expect(Math.abs(Number(row.fwhm_px) / fwhm - 1)).toBeLessThan(0.06);
});

test('tells the width on the sky where the header has coordinates', async () => {
  const wcs: Cards = [
    ['CTYPE1', 'RA---TAN'],
    ['CTYPE2', 'DEC--TAN'],
    ['CRPIX1', 160],
    ['CRPIX2', 160],
    ['CRVAL1', 10],
    ['CRVAL2', 41],
    ['CDELT1', -2 / 3600],
    ['CDELT2', 2 / 3600]
  ];
  const row = tableOf(await runInNode(quality, [file('a.fits', draw(1), wcs)]))['a.fits'];
  expect(Number(row.fwhm_arcsec)).toBeCloseTo(2 * Number(row.fwhm_px), 2);
});

describe('suggests to leave out', () => {
  test.each<[string, Look, string, RegExp]>([
    ['blurred', { fwhm: 6.1 }, 'wide', /^FWHM 6\.\d px, 1\.[789] times the usual 3\.\d px: probably focus/],
    [
      'moonlit',
      { sky: 2000 },
      'bright',
      /^background (199\d|200\d), usually (99\d|100\d)(\.\d)?: probably the Moon/
    ],
    ['cloudy', { clear: 0.08 }, 'fewStars', /^stars \d+, usually \d+: probably clouds/],
    ['covered', { clear: 0 }, 'noStars', /^no stars: clouds/],
    [
      'shaken',
      { fwhm: 2.6, elongation: 1.4 },
      'long',
      /^stars 1\.[34]\d times as long as wide, usually 1\.0\d: probably tracking/
    ],
    [
      'crossed',
      { trail: [20, 30, 300, 190] },
      'trail',
      /^a straight trail of 3[123]\d px: perhaps a satellite/
    ],
    ['elsewhere', { field: 2 }, 'otherStars', /^its stars are not those of 'usual1\.fits': another field/]
  ])('a %s frame, and no other', async (name, look, code, reason) => {
    const run = await runInNode(quality, [...usual, file(`${name}.fits`, draw(9, look))]);
    const { [`${name}.fits`]: row, ...others } = tableOf(run);
    expect(row.codes_to_leave_out).toBe(code);
    expect(row.reasons_to_leave_out).toMatch(reason);
    expect(run.log).toContain(`Suggested to leave out '${name}.fits': ${row.reasons_to_leave_out}.\n`);
    expect(run.log).toContain('No reason to leave out 5 of 6 frames.\n');
    for (const other of Object.values(others))
      expect([other.codes_to_leave_out, other.reasons_to_leave_out]).toEqual(['', '']);
  });

  test('no frame that is hardly worse, however alike the others are', async () => {
    const table = tableOf(
      await runInNode(quality, [...usual, file('a.fits', draw(9, { fwhm: 3.6, sky: 1060 }))])
    );
    expect(table['a.fits'].reasons_to_leave_out).toBe('');
  });

  test('more of them with a lower threshold', async () => {
    const files = [3.0, 3.2, 3.4, 3.6, 3.8, 4.5].map((fwhm) => file(`${fwhm}.fits`, draw(1, { fwhm })));
    const suggested = async (threshold: number) =>
      Object.values(tableOf(await runInNode(quality, files, { parameters: { threshold } })))
        .filter(({ reasons_to_leave_out: reasons }) => reasons.includes('FWHM'))
        .map(({ file }) => file);
    expect(await suggested(3.5)).toEqual([]);
    expect(await suggested(2)).toEqual(['4.5.fits']);
  });

  test('calibration frames, to which stars mean nothing', async () => {
    const dark = file('dark.fits', draw(8, { stars: 0 }), [['IMAGETYP', 'Dark Frame']]);
    const table = tableOf(await runInNode(quality, [dark, ...usual]));
    expect(table['dark.fits'].reasons_to_leave_out).toBe('it is a dark frame, not one of the sky');
  });
});

describe('goes on with', () => {
  const flat = (value: number): Image => ({
    data: new Float32Array(SIDE * SIDE).fill(value),
    width: SIDE,
    height: SIDE
  });

  test('empty, saturated and blank frames', async () => {
    const bad = [
      file('empty.fits', flat(1000)),
      file('full.fits', flat(65_535)),
      real('blank.fits', flat(NaN))
    ];
    const table = tableOf(await runInNode(quality, [...bad, ...usual]));
    expect(table['empty.fits'].reasons_to_leave_out).toMatch(
      /all pixels have the same value, 1000: the frame is empty$/
    );
    expect(table['full.fits'].reasons_to_leave_out).toMatch(
      /all pixels have the same value, 65535: all are saturated$/
    );
    expect(table['full.fits'].saturated_pixels).toBe(String(SIDE * SIDE));
    expect(table['blank.fits']).toMatchObject({
      background: '',
      reasons_to_leave_out: 'all pixels are blank'
    });
    for (const { name } of usual)
      expect(table[name]).toMatchObject({
        reasons_to_leave_out: '',
        rotation_deg: expect.stringMatching(/^-?0(\.0\d?)?$/)
      });
  });

  test('NaN columns', async () => {
    const image = draw(9);
    for (let i = 100; i < image.data.length; i += SIDE) image.data.fill(NaN, i, i + 3);
    const row = tableOf(await runInNode(quality, [...usual, real('a.fits', image)]))['a.fits'];
    expect(row).toMatchObject({ blank_pixels: String(3 * SIDE), trail_px: '0', reasons_to_leave_out: '' });
    expect(Math.abs(Number(row.background) / 1000 - 1)).toBeLessThan(0.01);
    expect(Math.abs(Number(row.drift_x_px))).toBeLessThan(0.1);
  });

  test('one star only: its width is known, its drift is not', async () => {
    const run = await runInNode(
      quality,
      [1, 2].map((seed) => file(`${seed}.fits`, draw(seed, { stars: 1 })))
    );
    const row = tableOf(run)['2.fits'];
    expect(row).toMatchObject({ stars: '1', drift_x_px: '', rotation_deg: '', reasons_to_leave_out: '' });
    expect(Math.abs(Number(row.fwhm_px) / 3.4 - 1)).toBeLessThan(0.06);
    expect(run.log).toContain('Drift is not known: no frame has enough stars to measure it.\n');
    expect(run.warnings.map(({ code }) => code)).toContain('driftUnknown');
  });

  test('frames of another size and other exposures, each with its kind', async () => {
    const small = file('small.fits', draw(9, { width: 280, sky: 3000 }));
    const run = await runInNode(quality, [...usual, small]);
    expect(tableOf(run)['small.fits']).toMatchObject({
      rotation_deg: expect.stringMatching(/^-?0/),
      reasons_to_leave_out: ''
    });
    expect(run.log).toContain(
      "Too few frames to compare with each other, 1 of filter V, 60 s, 280 x 320 pixels: 'small.fits'.\n"
    );
  });

  test('a frame that is upside down', async () => {
    const image = draw(9);
    const run = await runInNode(quality, [
      ...usual,
      file('flip.fits', { ...image, data: image.data.toReversed() })
    ]);
    const row = tableOf(run)['flip.fits'];
    expect(row.reasons_to_leave_out).toBe('');
    expect(Math.abs(Number(row.rotation_deg))).toBeCloseTo(180, 1);
    expect(Math.hypot(Number(row.drift_x_px), Number(row.drift_y_px))).toBeLessThan(0.1);
    expect(run.log).toContain("'flip.fits' is upside down, as after a meridian flip, which is no fault.\n");
  });

  test('a first frame that is of another field', async () => {
    const run = await runInNode(quality, [file('first.fits', draw(9, { field: 2 })), ...usual]);
    const table = tableOf(run);
    expect(table['first.fits'].reasons_to_leave_out).toContain("not those of 'usual1.fits'");
    expect(table['usual5.fits'].reasons_to_leave_out).toBe('');
  });

  test('frames without a time, in the order given', async () => {
    const run = await runInNode(quality, usual.slice(0, 2).reverse());
    expect(Object.keys(tableOf(run))).toEqual(['usual2.fits', 'usual1.fits']);
    expect(run.log).toContain(
      "The time of 'usual2.fits' is not known, so the frames are in the order given.\n"
    );
    expect(run.warnings).toContainEqual(
      expect.objectContaining({ code: 'timeUnknown', parameters: { name: 'usual2.fits' } })
    );
  });

  test('frames whose times may be wrong', async () => {
    const local: Cards = [['DATE-OBS', '2024-03-10T20:00:00', 'local time']];
    const run = await runInNode(quality, [file('a.fits', draw(9), local), ...usual.slice(0, 1)]);
    expect(run.warnings).toContainEqual(
      expect.objectContaining({
        code: 'timesDoubtful',
        parameters: { doubt: { code: 'localTime', parameters: {} }, names: ['a.fits'] }
      })
    );
  });
});

describe('trails', () => {
  const trailOf = async (look: Look): Promise<number> =>
    Number(tableOf(await runInNode(quality, [file('a.fits', draw(3, look))]))['a.fits'].trail_px);

  test('are known at any angle, but for those along rows and columns', async () => {
    expect(await trailOf({ trail: [150, 20, 60, 280] })).toBeGreaterThan(250);
    expect(await trailOf({ trail: [10, 60, 310, 75] })).toBeGreaterThan(250);
    expect(await trailOf({ trail: [20, 80, 300, 80] })).toBe(0);
    expect(await trailOf({ trail: [80, 20, 80, 300] })).toBe(0);
  });

  test('are none if they are short', async () => {
    expect(await trailOf({ trail: [150, 150, 170, 160] })).toBe(0);
  });

  test('are none if most frames have them', async () => {
    const files = [1, 2, 3, 4].map((seed) => file(`${seed}.fits`, draw(seed, { trail: [20, 30, 300, 190] })));
    const run = await runInNode(quality, files);
    for (const { reasons_to_leave_out: reasons } of Object.values(tableOf(run))) expect(reasons).toBe('');
    expect(run.log).toContain(
      'Something long and straight is in most frames of filter V, 60 s, 320 x 320 pixels'
    );
  });
});

describe('saturated pixels', () => {
  const bright = draw(1);
  bright.data.fill(50_000, 1000, 1007);
  bright.data.fill(65_535, 2000, 2003);
  const saturated = async (
    cards: Cards,
    saturation: number | null = null,
    Type = Uint16Array
  ): Promise<string> => {
    const run = await runInNode(quality, [file('a.fits', bright, cards, Type)], {
      parameters: { saturation }
    });
    return tableOf(run)['a.fits'].saturated_pixels;
  };

  test.each<[string, Cards, number | null, string]>([
    ['the most that the type holds', [], null, '3'],
    ['SATURATE', [['SATURATE', 50_000]], null, '10'],
    ['DATAMAX, as IRAF means it', [['DATAMAX', 49_000]], null, '10'],
    ['the parameter before all', [['SATURATE', 50_000]], 60_000, '3']
  ])('go by %s', async (_what, cards, saturation, expected) => {
    expect(await saturated(cards, saturation)).toBe(expected);
  });

  test('are not told by a DATAMAX that is the highest value of the frame', async () => {
    const image = draw(1);
    const highest = image.data.reduce((most, value) => Math.max(most, value));
    const run = await runInNode(quality, [file('a.fits', image, [['DATAMAX', highest]])]);
    expect(tableOf(run)['a.fits'].saturated_pixels).toBe('0');
  });

  test('are told of real numbers by the pixels alone, where these are cut off', async () => {
    const row = tableOf(await runInNode(quality, [real('a.fits', bright)]))['a.fits'];
    expect(row.saturated_pixels).toBe('3');
  });

  test('are unknown of real numbers that are not cut off', async () => {
    const image = { ...bright, data: bright.data.map((value, i) => value + 0.1 * Math.sin(i)) };
    image.data[3000] = Infinity;
    const row = tableOf(await runInNode(quality, [real('a.fits', image)]))['a.fits'];
    expect(row).toMatchObject({ saturated_pixels: '0', blank_pixels: '1' });
  });
});

test('draws the plot, with a cross for each frame to leave out', async () => {
  const name = 'a<b>&"c".fits';
  const run = await runInNode(quality, [...usual, file(name, draw(9, { fwhm: 6 }))]);
  const plot = run.outputs[1];
  if (plot.kind !== 'file') throw new Error('the second output is no file');
  expect(plot).toMatchObject({ name: 'frames.svg', tag: 'plot' });
  expect(plot.blob.type).toBe('image/svg+xml');
  const svg = await plot.blob.text();
  const dots = [...svg.matchAll(/<path d="([^"]*)" fill="#0a5bb5"/g)].flatMap(([, d]) =>
    d.match(/M[^Z]*Z/g)!
  );
  expect(dots).toHaveLength(3 * (5 + 1)); // one in each legend
  const crosses = [...svg.matchAll(/<path d="([^"]*)" .*stroke="#535c6b" stroke-width="1.5"/g)];
  expect(crosses.map(([, d]) => d.match(/M/g))).toEqual(
    Array.from({ length: 3 * (1 + 1) }, () => ['M', 'M'])
  );
  expect(svg).toMatch(/<title>a&lt;b&gt;&amp;&quot;c&quot;\.fits: 6\.\d+; [^<]+<\/title>/);
  expect(svg).toMatch(/<title>usual1\.fits: 3\.\d+<\/title>/);
  expect(svg).not.toContain('<b>');
  // The backgrounds, 1000 within 1: not blown up to fill the height of their panel.
  const heights = [...svg.matchAll(/cy="([\d.]+)"/g)].map(([, y]) => Number(y)).slice(6, 11);
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(3);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  for (const title of ['FWHM (px)', 'Background', 'Stars', 'Frame'])
    expect(svg).toContain(`>${title}</text>`);
});

test('suggests to leave out what cannot be read, and fails only if nothing can', async () => {
  const bad = [
    { name: 'page.fits', blob: new Blob(['<html>']) },
    { name: 'cut.fits', blob: usual[0].blob.slice(0, 4000) },
    { name: 'table.fits', blob: writeFits() }
  ];
  const run = await runInNode(quality, [bad[0], usual[0], ...bad.slice(1)]);
  const table = tableOf(run);
  expect(table['usual1.fits']).toMatchObject({ frame: '2', reasons_to_leave_out: '' });
  expect(table['page.fits']).toMatchObject({
    frame: '1',
    stars: '',
    codes_to_leave_out: 'unreadable',
    reasons_to_leave_out: expect.stringMatching(/^it cannot be read: .*not a FITS file/)
  });
  expect(table['cut.fits'].reasons_to_leave_out).toMatch(/^it cannot be read: /);
  expect(table['table.fits'].frame).toBe('4');
  expect(run.log).toContain("Error in file 'table.fits': There is no image in this file.\n");
  const unmeasured = run.warnings.filter(({ code }) => code === 'notMeasured');
  expect(unmeasured.map(({ parameters }) => parameters['name'])).toContain('table.fits');
  expect(run.log).toContain("Suggested to leave out 'cut.fits': it cannot be read: ");

  const none = await runInNode(quality, bad);
  expect(none.failureMessage).toBe("Error in file 'table.fits': There is no image in this file.");
  expect(none.log).toContain("Error in file 'page.fits': ");
});

const OGLE = join(process.env.POCKET_TOM_DATA ?? resolve('../shared/data'), 'ts-ogle-lmc531-cepheid');

describe.skipIf(!existsSync(OGLE))('of 22 OGLE frames', () => {
  test('measures what the survey did', { timeout: 60_000 }, async () => {
    const names = readdirSync(OGLE).filter((name) => name.endsWith('.fts'));
    const files = await Promise.all(
      names.map(async (name) => ({ name, blob: await openAsBlob(join(OGLE, name)) }))
    );
    const table = tableOf(await runInNode(quality, files));
    const lines = (name: string) =>
      readFileSync(join(OGLE, 'truth', name), 'utf8')
        .trim()
        .split('\n');
    const order = lines('filenames2.txt').map((line) => line.trim().split('/').at(-1)!);
    const offsets = lines('offsets.txt').map((line) =>
      line
        .trim()
        .split(/[\s,]+/)
        .map(Number)
    );
    const truth = (name: string): readonly [dx: number, dy: number] => {
      // The README beside the files corrects two rows.
      if (name.startsWith('o4199237')) return [48, -37];
      if (name.startsWith('o4199240')) return [12, -13];
      const [dy, dx] = offsets[order.findIndex((path) => path.startsWith(name.slice(0, 8)))];
      return [dx, dy];
    };
    const [firstX, firstY] = truth(names[0]);
    for (const { name, blob } of files) {
      const row = table[name];
      const { header } = (await openFits(blob)).hdus[0];
      expect
        .soft(Math.abs(Number(row.fwhm_px) / header.number('FWHM')! - 1), `${name} FWHM`)
        .toBeLessThan(0.1);
      expect
        .soft(Math.abs(Number(row.background) / header.number('SKY')! - 1), `${name} sky`)
        .toBeLessThan(0.015);
      const [dx, dy] = truth(name);
      expect.soft(Math.abs(Number(row.drift_x_px) - (dx - firstX)), `${name} x`).toBeLessThan(1.5);
      expect.soft(Math.abs(Number(row.drift_y_px) - (dy - firstY)), `${name} y`).toBeLessThan(1.5);
    }
    const suggested = Object.values(table).filter(({ reasons_to_leave_out: reasons }) => reasons !== '');
    expect(suggested.map(({ file }) => file)).toEqual(['o4199222.10.fts', 'o4199237.10.fts']);
    for (const { reasons_to_leave_out: reasons } of suggested) expect(reasons).toMatch(/^background/);
  });
});

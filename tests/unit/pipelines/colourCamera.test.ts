/** Frames of colour cameras, mosaics and cubes, through the pipelines. */
import { describe, expect, it } from 'vitest';
import type { Image } from '../../../src/lib/domain/image/Image';
import { correctedFacts } from '../../../src/lib/domain/rows/correctedFacts';
import { fileFacts } from '../../../src/lib/fits/facts/fileFacts';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { readImage } from '../../../src/lib/fits/image/readImage';
import { median } from '../../../src/lib/kernels/array/median';
import catalogue from '../../../src/lib/pipelines/catalogue/pipeline';
import rgb from '../../../src/lib/pipelines/rgb/pipeline';
import stack from '../../../src/lib/pipelines/stack/pipeline';
import lightcurve from '../../../src/lib/pipelines/lightcurve/pipeline';
import { colourField, colourFrame, TARGET, type ColourFrame, type Letter } from '../../fixtures/colourNight';
import { runInNode, type Run } from '../../fixtures/runInNode';

const FIELD = colourField(5);
const FRAMES = 10;
/** Of the target in green; it varies half as much in red and twice as much in blue. */
const GREEN = Array.from({ length: FRAMES }, (_, f) => 0.15 * Math.sin(0.9 * f));
const POWERS: Readonly<Record<Letter, number>> = { R: 0.5, G: 1, B: 2 };

function night(frame: Partial<ColourFrame> & Pick<ColourFrame, 'pattern'>) {
  return GREEN.map((magnitude, f) => {
    const factor = (letter: Letter) => 10 ** (-0.4 * magnitude * POWERS[letter]);
    return {
      name: `f${f}.fits`,
      blob: colourFrame(FIELD, 100 + f, {
        shift: [2.7 * Math.sin(f), 1.9 * Math.cos(1.3 * f)],
        factors: { R: factor('R'), G: factor('G'), B: factor('B') },
        ...frame,
        cards: [
          ['DATE-OBS', `2024-05-06T22:${10 + f}:00`],
          ['FILTER', 'IRCUT'],
          ...(frame.pattern ? [['BAYERPAT', frame.pattern] as const] : []),
          ...(frame.cards ?? [])
        ]
      })
    };
  });
}

const place = `${TARGET.x + 1} ${TARGET.y + 1 + 1.9}`;

async function curveOf(files: ReturnType<typeof night>, parameters: Record<string, string> = {}) {
  const run = await runInNode(lightcurve, files, { parameters: { place, ...parameters } });
  expect(run.failureMessage).toBeNull();
  const csv = await textOf(run, 'lightcurve.csv');
  const [heading, ...lines] = csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const column = (name: string) => lines.map((cells) => Number(cells[heading!.indexOf(name)]));
  return { run, magnitude: column('magnitude'), error: column('error'), quality: column('quality') };
}

async function textOf({ outputs }: Run, name: string): Promise<string> {
  const output = outputs.find((one) => one.kind === 'file' && one.name === name);
  return output?.kind === 'file' ? output.blob.text() : '';
}

/** Slope of what was measured by what is true, and the scatter around it, magnitudes. */
function fit(measured: readonly number[], power: number) {
  const truth = GREEN.map((value) => power * value);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [centre, level] = [mean(truth), mean(measured)];
  const squares = truth.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const slope = truth.reduce((sum, value, f) => sum + (value - centre) * (measured[f]! - level), 0) / squares;
  const rest = measured.map((value, f) => value - level - (truth[f]! - centre));
  return { slope, scatter: Math.sqrt(mean(rest.map((value) => value ** 2))) };
}

describe('the light curve of a colour camera', () => {
  it.each(['RGGB', 'GRBG'])('is that of the green pixels of %s', async (pattern) => {
    const { run, magnitude, error } = await curveOf(night({ pattern }));
    const { slope, scatter } = fit(magnitude, 1);
    expect(Math.abs(slope - 1)).toBeLessThan(0.06);
    // Half of 60,000 electrons, and the sky of some 25 green pixels.
    expect(scatter).toBeLessThan(0.011);
    expect(Math.max(...error)).toBeLessThan(0.011);
    expect(Math.min(...error)).toBeGreaterThan(0.005);
    expect(await textOf(run, 'lightcurve_aavso.txt')).toMatch(/,TG,NO,/);
    expect(run.log).toContain(`Its green light is measured: mosaic ${pattern}`);
    expect(run.warnings.map(({ code }) => code)).not.toContain('mosaicDenied');
  });

  it('is that of another colour if so chosen', async () => {
    const red = await curveOf(night({ pattern: 'RGGB' }), { colour: 'red' });
    expect(Math.abs(fit(red.magnitude, POWERS.R).slope - 1)).toBeLessThan(0.15);
    expect(await textOf(red.run, 'lightcurve_aavso.txt')).toMatch(/,TR,NO,/);
    const blue = await curveOf(night({ pattern: 'RGGB' }), { colour: 'blue' });
    expect(Math.abs(fit(blue.magnitude, POWERS.B).slope - 1)).toBeLessThan(0.1);
    expect(await textOf(blue.run, 'lightcurve_aavso.txt')).toMatch(/,TB,NO,/);
  });

  it('is that of a plane of cubes, whatever card is left over', async () => {
    const files = night({ pattern: null, cards: [['BAYERPAT', 'RGGB']] });
    const { run, magnitude } = await curveOf(files);
    expect(Math.abs(fit(magnitude, 1).slope - 1)).toBeLessThan(0.06);
    expect(await textOf(run, 'lightcurve_aavso.txt')).toMatch(/,TG,NO,/);
    const blue = await curveOf(files, { colour: 'blue' });
    expect(Math.abs(fit(blue.magnitude, POWERS.B).slope - 1)).toBeLessThan(0.05);
  });

  it('is not spoilt by hot pixels', async () => {
    const hot = new Map(Array.from({ length: 100 }, (_, k) => [(k * 477 + 31) % 48_000, 150 + 13 * k]));
    const { magnitude, quality } = await curveOf(night({ pattern: 'GRBG', hot }));
    const { slope, scatter } = fit(magnitude, 1);
    expect(Math.abs(slope - 1)).toBeLessThan(0.06);
    expect(scatter).toBeLessThan(0.012);
    expect(quality.filter((bits) => bits !== 0).length).toBeLessThan(3);
  });

  it('leaves out a frame that has no mosaic', async () => {
    const cards = [['DATE-OBS', '2024-05-06T22:13:00']] as const;
    const blob = colourFrame(FIELD, 103, { shift: [0, 0], pattern: 'GGGG', cards });
    const files = night({ pattern: 'RGGB' }).map((file, f) => (f === 3 ? { name: 'mono.fits', blob } : file));
    const { run, magnitude } = await curveOf(files);
    expect(run.log).toMatch(
      /'mono\.fits' is left out: one of it and the reference frame is of a colour camera/
    );
    expect(magnitude.filter(Number.isFinite)).toHaveLength(FRAMES - 1);
  });
});

it('warns where the header names a mosaic that the pixels deny', async () => {
  const alike = colourField(8, 60).map((star) => ({ ...star, redOverBlue: 1 }));
  const blob = colourFrame(alike, 3, { shift: [0, 0], pattern: 'GGGG', cards: [['BAYERPAT', 'RGGB']] });
  const run = await runInNode(catalogue, [{ name: 'mono.fits', blob }]);
  expect(run.failureMessage).toBeNull();
  expect(run.warnings.find(({ code }) => code === 'mosaicDenied')?.text).toContain('mono.fits');
  expect(run.log).toContain('It was measured as a picture without colours');
});

describe('a mosaic that no card names', () => {
  const files = [0, 1, 2].map((f) => ({
    name: `raw${f}.fits`,
    blob: colourFrame(FIELD, 40 + f, {
      shift: [2 * f, f],
      pattern: 'RGGB',
      cards: [['DATE-OBS', `2024-05-06T22:1${f}:00`]]
    })
  }));
  const asked = ({ warnings }: Run) => warnings.filter(({ code }) => code === 'mosaicUndeclared');

  it('is asked about by all that measure it as a picture without colours', async () => {
    expect(asked(await runInNode(catalogue, files.slice(0, 1)))).toMatchObject([
      { parameters: { names: ['raw0.fits'] } }
    ]);
    expect(asked(await runInNode(stack, files))).toMatchObject([
      { parameters: { names: files.map(({ name }) => name) } }
    ]);
    const curve = await runInNode(lightcurve, files, {
      parameters: { place: `${TARGET.x + 1} ${TARGET.y + 1}` }
    });
    expect(asked(curve)).toMatchObject([
      { text: expect.stringContaining('Choose the pattern under "Correct"') as string }
    ]);
  });

  it('is not asked about once its user says what it is', async () => {
    for (const mosaic of ['none', 'RGGB'] as const) {
      const [{ name, blob }] = files as [(typeof files)[number]];
      const facts = correctedFacts({ facts: fileFacts(await openFits(blob)), corrections: { mosaic } });
      expect(asked(await runInNode(catalogue, [{ name, blob, facts }]))).toEqual([]);
    }
  });
});

describe('the source catalogue of a colour camera', () => {
  it('has places of the full frame, and the light of its colour', async () => {
    const blob = colourFrame(FIELD, 9, { shift: [0, 0], pattern: 'GBRG', cards: [['BAYERPAT', 'GBRG']] });
    const fluxes = await Promise.all(
      ['green', 'red', 'blue'].map(async (colour) => {
        const run = await runInNode(catalogue, [{ name: 'f.fits', blob }], { parameters: { colour } });
        const [heading, ...rows] = (await textOf(run, 'f.csv'))
          .trim()
          .split(/\r?\n/)
          .map((row) => row.split(','));
        const at = (name: string) => heading!.findIndex((cell) => cell.startsWith(name));
        const row = rows.find(
          (cells) =>
            Math.hypot(Number(cells[at('x')]) - 1 - TARGET.x, Number(cells[at('y')]) - 1 - TARGET.y) < 0.3
        );
        return Number(row?.[at('flux')]);
      })
    );
    const [green, red, blue] = fluxes;
    expect(green! / 40_000).toBeCloseTo(1, 1);
    expect(Math.log(red! / blue!)).toBeCloseTo(1, 1);
  });
});

/** ln(R/B) of the first star by all its light, and the mean of that of others, by that which is true. */
async function coloursOf(blob: Blob) {
  const file = await openFits(blob);
  const planes: Image[] = [];
  for (const k of [0, 1, 2]) planes.push(await readImage(file, file.hdus[0], k));
  const light = ({ data, width }: Image, x: number, y: number): number => {
    const sky = median(data);
    let sum = 0;
    for (let j = Math.round(y) - 7; j <= Math.round(y) + 7; j++)
      for (let i = Math.round(x) - 7; i <= Math.round(x) + 7; i++) sum += data[j * width + i]! - sky;
    return sum;
  };
  // The brightest pixel near the first star tells where the field begins.
  const { data, width } = planes[1]!;
  const near = [...data.keys()].filter((i) => {
    const [x, y] = [(i % width) - TARGET.x, Math.floor(i / width) - TARGET.y];
    return Math.max(Math.abs(x), Math.abs(y)) < 7;
  });
  const peak = near.reduce((best, i) => (data[i]! > data[best]! ? i : best));
  const [left, top] = [(peak % width) - TARGET.x, Math.floor(peak / width) - TARGET.y];
  return FIELD.slice(0, 6).map((star) => {
    const [x, y] = [star.x + left, star.y + top];
    return Math.log(light(planes[0]!, x, y) / light(planes[2]!, x, y)) - Math.log(star.redOverBlue);
  });
}

describe('a stack of a colour camera', () => {
  /** Frames in which nothing varies, the first of them not shifted. */
  const frames = (pattern: string | null) =>
    [0, 1, 2, 3, 4, 5, 6, 7, 8].map((f) => ({
      name: `f${f}.fits`,
      blob: colourFrame(FIELD, 50 + f, {
        shift: [2.3 * Math.sin(f), 1.7 * Math.sin(2 * f)],
        pattern,
        cards: [
          ['DATE-OBS', `2024-05-06T22:1${f}:00`],
          ['BAYERPAT', pattern ?? 'RGGB']
        ]
      })
    }));

  it.each(['RGGB', 'BGGR', null])('has the colours of the stars: %s', async (pattern) => {
    const run = await runInNode(stack, frames(pattern), { parameters: { field: 'union' } });
    expect(run.failureMessage).toBeNull();
    const [output] = run.outputs;
    if (output?.kind !== 'file') throw new Error('no stack');
    const { header } = (await openFits(output.blob)).hdus[0]!;
    expect(header.string('CHANCOL3')).toBe('blue');
    expect(header.has('BAYERPAT')).toBe(false);
    expect(header.number('NCOMBINE')).toBe(9);
    const errors = await coloursOf(output.blob);
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.02);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.06);
  });

  it('is of one colour if so chosen', async () => {
    const run = await runInNode(stack, frames('GRBG'), { parameters: { colour: 'red' } });
    const [output] = run.outputs;
    if (output?.kind !== 'file') throw new Error('no stack');
    const { hdus } = await openFits(output.blob);
    expect(hdus.map(({ name }) => name)).toEqual([null, 'COVERAGE', 'RMS']);
    expect(hdus[0]!.header.has('BAYERPAT')).toBe(false);
  });

  it('leaves out frames without colours', async () => {
    const files = frames('RGGB');
    const blob = colourFrame(FIELD, 70, { shift: [0, 0], pattern: 'GGGG' });
    const run = await runInNode(stack, [...files.slice(0, 3), { name: 'mono.fits', blob }]);
    expect(run.warnings.find(({ code }) => code === 'frameLeftOut')?.text).toMatch(
      /mono\.fits: .*colour camera/
    );
  });
});

it('a colour picture is made of a stack of a colour camera', async () => {
  const files = [0, 1, 2].map((f) => ({
    name: `f${f}.fits`,
    blob: colourFrame(FIELD, 80 + f, { shift: [f, -f], pattern: 'RGGB', cards: [['BAYERPAT', 'RGGB']] })
  }));
  const [stacked] = (await runInNode(stack, files, { parameters: { method: 'mean' } })).outputs;
  if (stacked?.kind !== 'file') throw new Error('no stack');
  const run = await runInNode(rgb, [stacked]);
  expect(run.failureMessage).toBeNull();
  expect(run.log).toContain('a plane for each colour');
  const cube = run.outputs.find(({ name }) => name.endsWith('channels.fits'));
  if (cube?.kind !== 'file') throw new Error('no cube');
  const errors = await coloursOf(cube.blob);
  expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.03);
});

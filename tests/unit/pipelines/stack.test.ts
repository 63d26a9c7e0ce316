import { existsSync, openAsBlob, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { affineScale, transformPoint, type Affine, type Point } from '../../../src/lib/domain/image/Affine';
import type { ParameterValues } from '../../../src/lib/domain/rows/PipelineProcess';
import type { Image } from '../../../src/lib/domain/image/Image';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import { fileFacts } from '../../../src/lib/fits/facts/fileFacts';
import type { FinishedOutput } from '../../../src/lib/domain/rows/FinishedOutput';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { imageSize } from '../../../src/lib/fits/image/imageSize';
import { readImage } from '../../../src/lib/fits/image/readImage';
import { readWcs } from '../../../src/lib/fits/wcs/readWcs';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { background } from '../../../src/lib/kernels/sky/background';
import { detectSources } from '../../../src/lib/kernels/sources/detectSources';
import { median } from '../../../src/lib/kernels/array/median';
import { Random } from '../../../src/lib/kernels/simulation/Random';
import stack from '../../../src/lib/pipelines/stack/pipeline';
import { type Run, runInNode } from '../../fixtures/runInNode';
import { chosenFile } from '../../fixtures/uidOf';

const [WIDTH, HEIGHT] = [256, 224];
const SKY = 200;
const NOISE = 10;
const SIGMA = 1.6;
/** Degrees for a pixel. */
const SCALE = 1e-4;

interface Star extends Point {
  readonly flux: number;
}

interface Shot {
  readonly stars: readonly Star[];
  readonly seed: number;
  /** From the plane of the stars to pixels of the frame. */
  readonly transform?: Affine;
  readonly width?: number;
  readonly height?: number;
  readonly sky?: number;
  /** Of the light of the stars and the sky that arrives. */
  readonly clarity?: number;
  readonly noise?: number;
  /** Of the stars, pixels of their plane. */
  readonly sigma?: number;
}

/** Stars in the frame and around it, so that a frame that has moved sees others; no two closer than 14 pixels. */
function field(seed: number, count = 160): Star[] {
  const random = new Random(seed, 99);
  const stars: Star[] = [];
  while (stars.length < count) {
    const x = WIDTH * (2 * random.uniform() - 0.5);
    const y = HEIGHT * (2 * random.uniform() - 0.5);
    if (stars.some((star) => Math.hypot(star.x - x, star.y - y) < 14)) continue;
    stars.push({ x, y, flux: 2000 * 30 ** random.uniform() });
  }
  return stars;
}

function shoot(shot: Shot): Image {
  const { stars, seed, transform = STILL, width = WIDTH, height = HEIGHT } = shot;
  const { sky = SKY, clarity = 1, noise = NOISE } = shot;
  const random = new Random(seed);
  const data = Float32Array.from({ length: width * height }, () => sky + noise * random.normal());
  const sigma = (shot.sigma ?? SIGMA) * affineScale(transform);
  for (const star of stars) {
    const { x, y } = transformPoint(transform, star);
    const peak = (clarity * star.flux) / (2 * Math.PI * sigma ** 2);
    for (let row = Math.max(0, Math.ceil(y - 10)); row < Math.min(height, y + 10); row++)
      for (let column = Math.max(0, Math.ceil(x - 10)); column < Math.min(width, x + 10); column++)
        data[row * width + column] +=
          peak * Math.exp(-((column - x) ** 2 + (row - y) ** 2) / (2 * sigma ** 2));
  }
  return { data, width, height };
}

const valueAt = ({ data, width, height }: Image, x: number, y: number): number =>
  x >= 0 && y >= 0 && x < width && y < height ? data[y * width + x] : NaN;

const STILL: Affine = [1, 0, 0, 1, 0, 0];

/** About the middle of the frame. */
function turned(degrees: number, shiftX: number, shiftY: number, scale = 1): Affine {
  const [cos, sin] = [Math.cos, Math.sin].map((of) => scale * of((degrees * Math.PI) / 180));
  const [x, y] = [WIDTH / 2, HEIGHT / 2];
  return [cos, sin, -sin, cos, x + shiftX - cos * x + sin * y, y + shiftY - sin * x - cos * y];
}

const fits = (name: string, { data, width, height }: Image, cards: readonly Card[] = []) => ({
  name,
  blob: writeFits({ data, axes: [width, height], cards })
});

const shots = (stars: readonly Star[], transforms: readonly Affine[], more: Partial<Shot> = {}) =>
  transforms.map((transform, i) =>
    fits(`f${i}.fits`, shoot({ stars, seed: 1000 * stars.length + i, transform, ...more }))
  );

const wcsAt = (x: number, y: number): Card[] => [
  ['CTYPE1', 'RA---TAN'],
  ['CTYPE2', 'DEC--TAN'],
  ['CRPIX1', x],
  ['CRPIX2', y],
  ['CRVAL1', 40],
  ['CRVAL2', 10],
  ['CDELT1', -SCALE],
  ['CDELT2', SCALE]
];

async function stackOf(run: Run) {
  expect(run.failureMessage).toBeNull();
  const [output] = run.outputs;
  expect(output).toMatchObject({ kind: 'file', name: 'stack.fits', tag: 'fits_file' });
  const file = await openFits((output as { blob: Blob }).blob);
  const [image, coverage, rms] = await Promise.all(file.hdus.map((hdu) => readImage(file, hdu)));
  expect(file.hdus.map(({ name }) => name)).toEqual([null, 'COVERAGE', 'RMS']);
  return { header: file.hdus[0].header, file, image, coverage, rms };
}

const detect = (image: Image) => detectSources(image, background(image)).sources;

/** Distances of the bright stars found from where they are, pixels of the reference. */
function distances(image: Image, stars: readonly Star[], left = 0, top = 0): number[] {
  const found = detect(image);
  return [...Array(found.count).keys()]
    .filter((i) => found.flux[i] > 20_000 && found.quality[i] === 0)
    .map((i) =>
      Math.min(...stars.map(({ x, y }) => Math.hypot(found.x[i] + left - x, found.y[i] + top - y)))
    );
}

describe.each([1, 2, 3])('a simulated field, seed %s', (seed) => {
  const stars = field(seed);
  const random = new Random(seed, 5);
  const transforms = Array.from({ length: 12 }, (_, i) =>
    i === 0 ? STILL : turned(4 * random.uniform() - 2, 12 * random.uniform() - 6, 12 * random.uniform() - 6)
  );

  it('is stacked with the noise and the positions that it should have', async () => {
    const { image, coverage, header } = await stackOf(
      await runInNode(stack, shots(stars, transforms), { flags: { weigh: false } })
    );
    const { globalRms, globalLevel } = background(image);
    expect(globalRms).toBeLessThan((1.02 * NOISE) / Math.sqrt(12));
    expect(Math.abs(globalLevel - SKY)).toBeLessThan(1);
    expect(header.number('NCOMBINE')).toBe(12);
    expect(header.string('COMBMETH')).toBe('clippedMean');
    expect(coverage.data.filter((count) => count >= 11).length).toBeGreaterThan(0.8 * coverage.data.length);
    const { left, top } = fieldOf(transforms);
    const off = distances(image, stars, left, top);
    expect(off.length).toBeGreaterThan(8);
    expect(Math.max(...off)).toBeLessThan(0.05);
  });

  it('has transforms that are right to a few hundredths of a pixel at the corners', async () => {
    const { header } = await stackOf(await runInNode(stack, shots(stars, transforms)));
    const found = transformsOf(header.cards.map(({ raw }) => raw));
    expect(found).toHaveLength(12);
    for (const [i, transform] of found.entries())
      for (const corner of [
        { x: 0, y: 0 },
        { x: WIDTH, y: HEIGHT }
      ]) {
        const [here, there] = [transform, transforms[i]].map((map) => transformPoint(map, corner));
        expect(Math.hypot(here.x - there.x, here.y - there.y)).toBeLessThan(0.06);
      }
  });

  it('has the noise that averages over many pixels should have, where neighbours are alike', async () => {
    const blank = shots(stars, transforms).map(({ name }, i) =>
      fits(name, shoot({ stars, seed: 77 * seed + i, transform: transforms[i] }))
    );
    const run = await runInNode(stack, blank, { flags: { weigh: false }, parameters: { method: 'mean' } });
    const { image } = await stackOf(run);
    const truth = shoot({ stars, seed, noise: 0, sky: SKY });
    const { left, top } = fieldOf(transforms);
    const means: number[] = [];
    for (let y = 0; y + 8 <= image.height; y += 8)
      for (let x = 0; x + 8 <= image.width; x += 8) {
        let sum = 0;
        let light = 0;
        for (let i = 0; i < 64; i++) {
          const [column, row] = [x + (i % 8), y + (i >> 3)];
          light += truth.data[(row + top) * WIDTH + column + left] - SKY;
          sum += image.data[row * image.width + column] - SKY;
        }
        if (light < 1) means.push(sum / 64);
      }
    const mean = means.reduce((sum, value) => sum + value) / means.length;
    const noise =
      8 * Math.sqrt(means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (means.length - 1));
    expect(means.length).toBeGreaterThan(200);
    // The error of the measurement itself is some 4 %.
    expect(noise / (NOISE / Math.sqrt(12))).toBeGreaterThan(0.88);
    expect(noise / (NOISE / Math.sqrt(12))).toBeLessThan(1.12);
  });
});

/** An oracle: pixels of the reference that may be on all frames, by trying them all along the edges. */
function fieldOf(transforms: readonly Affine[]): { left: number; top: number } {
  const isOnAll = (x: number, y: number): boolean =>
    transforms.every((transform) => {
      const place = transformPoint(transform, { x, y });
      return (
        Math.abs(place.x - (WIDTH - 1) / 2) <= WIDTH / 2 && Math.abs(place.y - (HEIGHT - 1) / 2) <= HEIGHT / 2
      );
    });
  let [left, top] = [WIDTH, HEIGHT];
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) if (isOnAll(x, y)) [left, top] = [Math.min(left, x), Math.min(top, y)];
  return { left, top };
}

/** As HISTORY tells them, wrapped over several cards. */
function transformsOf(cards: readonly string[]): Affine[] {
  const text = cards
    .filter((card) => card.startsWith('HISTORY '))
    .map((card) => card.slice(8).trim())
    .join(' ');
  const row = String.raw`(-?[\d.]+) x ([+-]) ([\d.]+) y ([+-]) ([\d.]+)`;
  return [...text.matchAll(new RegExp(`\\(${row}, ${row}\\)`, 'g'))].map(([, ...parts]) => {
    const [a, , , , , b] = parts.map(Number);
    const signed = (at: number): number => Number(parts[at] + parts[at + 1]);
    return [a, b, signed(1), signed(6), signed(3), signed(8)];
  });
}

describe('fields', () => {
  const stars = field(4);
  const transforms = [STILL, turned(0, 20, -10), turned(0, -6, 4)];
  const files = shots(stars, transforms).map((file, i) => (i === 0 ? withWcs(stars) : file));

  function withWcs(of: readonly Star[]) {
    return fits('f0.fits', shoot({ stars: of, seed: 9 }), [...wcsAt(100, 90), ['EXPTIME', 30]]);
  }

  it.each([
    ['intersection', WIDTH - 26, HEIGHT - 14],
    ['union', WIDTH + 26, HEIGHT + 14]
  ] as const)('%s: the world coordinates stay with the stars', async (kind, width, height) => {
    const { image, header, coverage } = await stackOf(
      await runInNode(stack, files, { parameters: { field: kind, method: 'median' } })
    );
    // The shifts found are not whole numbers.
    expect(Math.abs(image.width - width)).toBeLessThanOrEqual(1);
    expect(Math.abs(image.height - height)).toBeLessThanOrEqual(1);
    const wcs = readWcs(header);
    const original = readWcs((await openFits(files[0].blob)).hdus[0].header);
    const sources = detect(image);
    const offs = [...Array(sources.count).keys()]
      .filter((i) => sources.flux[i] > 20_000 && sources.quality[i] === 0)
      .map((i) => {
        const position = wcs.pixelToWorld(sources.x[i], sources.y[i])!;
        const { x, y } = original.worldToPixel(position.ra, position.dec)!;
        return Math.min(...stars.map((star) => Math.hypot(star.x - x, star.y - y)));
      });
    expect(offs.length).toBeGreaterThan(8);
    expect(Math.max(...offs)).toBeLessThan(0.1);
    expect(header.number('NCOMBINE')).toBe(3);
    // One frame of the three says how long it was exposed.
    expect(header.has('EXPTIME')).toBe(false);
    const alone = coverage.data.filter((count) => count < 3).length;
    expect(alone > 1000).toBe(kind === 'union');
  });

  it('refuses frames that have nothing in common', async () => {
    const wide = field(6, 500).map(({ x, y, flux }) => ({ x: 3 * x, y, flux }));
    const far = shots(wide, [STILL, turned(0, 150, 0), turned(0, -150, 0)]);
    const run = await runInNode(stack, far);
    expect(run.failureMessage).toMatch(/no part of the sky that all frames show/);
    await stackOf(await runInNode(stack, far, { parameters: { field: 'union' } }));
  });
});

describe('brightness', () => {
  const stars = field(7);

  it('and sky are those of the reference, and what is on one frame only is left out', async () => {
    const clear = [1, 0.5, 0.8, 1, 0.6, 1, 0.7, 0.9, 1, 0.8, 1, 1];
    const files = clear.map((clarity, i) => {
      const image = shoot({ stars, seed: 300 + i, clarity, sky: SKY * (1 + (i % 4)) });
      // A satellite.
      if (i === 5) for (let x = 0; x < WIDTH; x++) image.data[100 * WIDTH + x] += 3000;
      return fits(`f${i}.fits`, image, [['EXPTIME', 60]]);
    });
    const run = await runInNode(stack, files);
    const { image, header } = await stackOf(run);
    expect(header.number('EXPTIME')).toBe(720);
    const alone = await readImage(await openFits(files[0].blob));
    const [ours, theirs] = [detect(image), detect(alone)];
    expect(ours.flux[0] / theirs.flux[0]).toBeCloseTo(1, 1.7);
    expect(Math.abs(background(image).globalLevel - SKY)).toBeLessThan(1.5);
    const trail = image.data.subarray(100 * image.width, 101 * image.width);
    const median = trail.toSorted()[trail.length >> 1];
    expect(Math.abs(median - SKY)).toBeLessThan(3);
    expect(run.log).toMatch(/f1\.fits: \d+ of \d+ stars matched, shift 0\.0, 0\.0 px, turned 0\.00 deg/);
    expect(run.log).toMatch(
      /f1\.fits: .* brightness times (1\.9\d+|2\.0\d+|2) \(by \d+ stars\).*; dimmed, as by clouds/
    );
    expect(run.log).not.toMatch(/f3\.fits: .*clouds/);
    expect(run.progress.at(-1)).toBe(1);
  });

  it('is too much for the detector in the stack where it was on the frames, and nowhere else', async () => {
    const FULL = 16_383;
    const bright = { x: 90.3, y: 100.6, flux: 900_000 };
    const whole = { x: 180.4, y: 60.2, flux: 140_000 };
    const places = [STILL, turned(0.4, 2.4, -1.7), turned(-0.3, -3.3, 0.6), turned(0.2, 0.5, 1.5)];
    const files = places.map((transform, i) => {
      const image = shoot({
        stars: [bright, whole, ...stars],
        seed: 400 + i,
        transform,
        clarity: 1 - 0.1 * i
      });
      return fits(
        `f${i}.fits`,
        {
          ...image,
          data: image.data.map((value) => Math.min(FULL, Math.round(value)))
        },
        i === 0 ? wcsAt(1, 1) : []
      );
    });
    const { image, header } = await stackOf(
      await runInNode(stack, files, { parameters: { method: 'mean', field: 'union' } })
    );
    const level = header.number('SATURATE')!;
    const [left, top] = [header.number('CRPIX1')! - 1, header.number('CRPIX2')! - 1];
    const highestNear = ({ x, y }: Point) =>
      Math.max(
        ...[-1, 0, 1].flatMap((j) =>
          [-1, 0, 1].map((i) => valueAt(image, Math.round(x + left) + i, Math.round(y + top) + j))
        )
      );
    expect(level).toBeGreaterThan(0.7 * FULL);
    expect(highestNear(bright)).toBeGreaterThanOrEqual(level);
    expect(highestNear(whole)).toBeGreaterThan(0.5 * FULL);
    expect(highestNear(whole)).toBeLessThan(level);
  });

  it('counts once where a file is chosen with its copy', async () => {
    const files = shots(stars, [STILL, turned(0.3, 2, 1), turned(-0.2, -1, 3)]);
    const copies = [0, 2].map((i) => ({ ...files[i]!, name: `f${i} (1).fits` }));
    const run = await runInNode(stack, [...files, ...copies], { parameters: { method: 'mean' } });
    const { header } = await stackOf(run);
    expect(header.number('NCOMBINE')).toBe(3);
    expect(run.warnings.map(({ parameters }) => parameters)).toEqual([
      { name: 'f0 (1).fits', reason: { code: 'copy', parameters: { of: 'f0.fits' } } },
      { name: 'f2 (1).fits', reason: { code: 'copy', parameters: { of: 'f2.fits' } } }
    ]);
  });

  it('says that few frames are too few to clip', async () => {
    const files = shots(stars, [STILL, STILL, STILL]);
    const run = await runInNode(stack, files);
    expect(run.log).toMatch(/3 frames are too few for a clipped mean/);
    expect(run.warnings).toMatchObject([{ code: 'tooFewToClip', parameters: { frames: 3, needed: 8 } }]);
    const { log } = await runInNode(stack, files, { parameters: { method: 'median' } });
    expect(log).not.toMatch(/too few/);
  });

  it('is that of the reference where the scale differs, too', async () => {
    const [one, other] = [STILL, turned(30, 2, -3, 1.2)].map((transform) =>
      shoot({ stars, seed: 8, transform, noise: 2 })
    );
    const run = await runInNode(stack, [fits('a.fits', one), fits('b.fits', other)], {
      parameters: { method: 'mean' },
      flags: { weigh: false }
    });
    const { rms } = await stackOf(run);
    expect(run.log).toMatch(/b\.fits: .* turned 30\.0\d deg, scale 1\.200\d/);
    // Were stars of unlike brightness, the map would show them: their peaks are 100 to 4000.
    expect(rms.data.filter((value) => value > 60).length).toBeLessThan(rms.data.length / 500);
  });
});

it('clips hardly anything of the noise of many frames', async () => {
  const still = Array.from({ length: 20 }, () => STILL);
  const files = shots(field(17, 300), still, { width: 128, height: 112 });
  const clear = { flags: { weigh: false } };
  const [clipped, mean] = [
    await stackOf(await runInNode(stack, files, clear)),
    await stackOf(await runInNode(stack, files, { ...clear, parameters: { method: 'mean' } }))
  ];
  let squares = 0;
  for (const [i, value] of clipped.image.data.entries()) squares += (value - mean.image.data[i]) ** 2;
  // Within 3 sigma it would be 0.13 of the noise.
  const rms = Math.sqrt(squares / mean.image.data.length);
  expect(rms / (NOISE / Math.sqrt(20))).toBeLessThan(0.09);
  const history = clipped.header.cards.map(({ raw }) => raw.slice(8).trim()).join(' ');
  expect(history).toContain('beyond 3.3 sigma of their median');
  expect(mean.header.cards.some(({ raw }) => raw.includes('sigma'))).toBe(false);
});

describe('times', () => {
  const stars = field(8);
  const START = Date.UTC(2024, 2, 11, 23, 50);
  const dated = (minutes: number, i: number, more: readonly Card[] = []) =>
    fits(`f${i}.fits`, shoot({ stars, seed: 700 + i, noise: NOISE * (i === 0 ? 3 : 1) }), [
      ['DATE-OBS', new Date(START + 60_000 * minutes).toISOString().slice(0, -1)],
      ['EXPTIME', 60],
      ['AIRMASS', 1.2],
      ['MJD', 60000],
      ...more
    ]);
  const options = { parameters: { method: 'mean' }, flags: { weigh: false } };

  it('are the first start, the middle of the exposures and the last end, whatever the order', async () => {
    const files = [20, 5, 35, 0].map((minutes, i) => dated(minutes, i));
    const run = await runInNode(stack, files, options);
    const { header, file } = await stackOf(run);
    expect(header.string('DATE-OBS')).toBe('2024-03-11T23:50:00.000');
    expect(header.string('DATE-BEG')).toBe('2024-03-11T23:50:00.000');
    expect(header.string('DATE-AVG')).toBe('2024-03-12T00:05:30.000');
    expect(header.string('DATE-END')).toBe('2024-03-12T00:26:00.000');
    expect(header.number('MJD-AVG')).toBeCloseTo(60381.00381944, 8);
    expect(header.number('TELAPSE')).toBe(2160);
    expect(header.number('EXPTIME')).toBe(240);
    expect(header.string('TIMESYS')).toBe('UTC');
    for (const keyword of ['AIRMASS', 'MJD']) expect(header.has(keyword)).toBe(false);
    expect(fileFacts(file).observed).toMatchObject({ mid: Date.UTC(2024, 2, 12, 0, 5, 30) });
    expect(run.warnings).toEqual([]);
  });

  it('count as the frames count: one of much noise hardly moves the middle', async () => {
    const files = [60, 0, 0.5, 1].map((minutes, i) => dated(minutes, i));
    const { header } = await stackOf(await runInNode(stack, files, { parameters: { method: 'mean' } }));
    const middle = Date.parse(`${header.string('DATE-AVG')}Z`) - START;
    expect(middle / 60_000).toBeGreaterThan(1);
    expect(middle / 60_000).toBeLessThan(6);
  });

  it('are left out, and missed by name, where one frame does not tell its own', async () => {
    const files = [dated(0, 0), dated(5, 1), fits('f2.fits', shoot({ stars, seed: 702 }))];
    const run = await runInNode(stack, files, options);
    const { header } = await stackOf(run);
    for (const keyword of ['DATE-OBS', 'DATE-AVG', 'EXPTIME', 'AIRMASS'])
      expect(header.has(keyword)).toBe(false);
    expect(run.warnings).toMatchObject([{ code: 'noDate', parameters: { undated: 1, frames: 3 } }]);
  });

  it('are doubted where those of a frame are', async () => {
    const local = fits('f1.fits', shoot({ stars, seed: 701 }), [
      ['DATE-OBS', '2024-03-11T23:55:00', 'local time'],
      ['EXPTIME', 60]
    ]);
    const run = await runInNode(stack, [dated(0, 0), local], options);
    expect(run.warnings).toMatchObject([{ code: 'timesDoubtful', parameters: { names: ['f1.fits'] } }]);
  });

  it('go on in a stack of stacks, whose exposure times do not tell how bright they are', async () => {
    const nights = await Promise.all(
      [0, 1440].map(async (night, i) => {
        const run = await runInNode(stack, [dated(night, 1 + 2 * i), dated(night + 10, 2 + 2 * i)], options);
        return { name: `night${i}.fits`, blob: (run.outputs[0] as { blob: Blob }).blob };
      })
    );
    const { header } = await stackOf(await runInNode(stack, nights, options));
    expect(header.string('DATE-AVG')).toBe('2024-03-12T11:55:30.000');
    expect(header.string('DATE-END')).toBe('2024-03-13T00:01:00.000');
    expect(header.number('EXPTIME')).toBe(240);
  });
});

describe('methods', () => {
  const stars = field(13);
  const transforms = [STILL, turned(90, 1, 2), turned(180, -2.5, 3.5), turned(1, 4, 4)];
  const [, ...others] = shots(stars, transforms);
  const files = [fits('f0.fits', shoot({ stars, seed: 9 }), wcsAt(100, 90)), ...others];

  it.each(['mean', 'clippedMean', 'winsorised', 'median', 'minMax'] as const)(
    '%s, of frames turned to all sides',
    async (method) => {
      for (const resampling of ['bilinear', 'bicubic', 'lanczos3']) {
        const run = await runInNode(stack, files, { parameters: { method, resampling, field: 'union' } });
        const { image, header } = await stackOf(run);
        const history = header.cards.filter(({ keyword }) => keyword === 'HISTORY').map(({ raw }) => raw);
        expect(history.join('')).toContain(`Stacked by ${method}, resampled by ${resampling}`);
        expect(header.number('NCOMBINE')).toBe(4);
        const [left, top] = [100 - header.number('CRPIX1')!, 90 - header.number('CRPIX2')!];
        expect(top).toBeLessThan(-10);
        expect(Math.max(...distances(image, stars, left, top))).toBeLessThan(0.1);
      }
    }
  );
});

it.each([
  ['fits', 0, 0, 'intersection'],
  ['hardly differs from a shift by whole pixels', 7, -4, 'union']
] as const)('a frame that %s is stacked as it is, without values between pixels', async (_, x, y, kind) => {
  const stars = field(31, 300);
  const first = shoot({ stars, seed: 1, noise: 0.1 });
  const second = shoot({ stars, seed: 2, transform: turned(0, x + 0.008, y), noise: 0.1 });
  const input = [fits('a.fits', first), fits('b.fits', second)];
  const run = await runInNode(stack, input, { parameters: { method: 'mean', field: kind } });
  const { image, coverage } = await stackOf(run);
  const [left, top] = [Math.min(0, -x), Math.min(0, -y)];
  expect(run.log).toMatch(new RegExp(`b\\.fits: .* shift ${x}\\.0, ${y}\\.0 px`));
  expect([image.width, image.height]).toEqual([WIDTH + Math.abs(x), HEIGHT + Math.abs(y)]);
  const differences = image.data.map((value, i) => {
    const [column, row] = [(i % image.width) + left, Math.floor(i / image.width) + top];
    const values = [valueAt(first, column, row), valueAt(second, column + x, row + y)].filter(
      Number.isFinite
    );
    if (coverage.data[i] !== values.length) return Infinity;
    return values.length > 0 ? Math.abs(value - values.reduce((sum, v) => sum + v) / values.length) : 0;
  });
  expect(Math.max(...differences)).toBeLessThan(0.5);
});

describe('weights', () => {
  const stars = field(21);
  const frames = (more: Partial<Shot>) => shots(stars, [STILL, STILL, STILL, STILL, STILL], more);
  const fwhmOf = (image: Image): number => detectSources(image, background(image)).fwhm;

  it.each<[string, Partial<Shot>, (image: Image) => number]>([
    ['blurred', { sigma: 2 * SIGMA }, fwhmOf],
    ['noisy', { noise: 3 * NOISE }, (image) => background(image).globalRms]
  ])('of frames that are %s are less, unless all are to count alike', async (_, worse, measure) => {
    const input = [...frames({}), ...frames(worse).map(({ blob }, i) => ({ name: `worse${i}.fits`, blob }))];
    const [alike, weighed] = await Promise.all(
      [false, true].map(async (weigh) => {
        const run = await runInNode(stack, input, { flags: { weigh }, parameters: { method: 'mean' } });
        return measure((await stackOf(run)).image);
      })
    );
    expect(weighed).toBeLessThan(0.95 * alike);
  });
});

describe('bad input', () => {
  const stars = field(11);
  const good = shots(stars, [STILL, turned(1, 3, 2), turned(-1, -2, 4)]);
  const plain = (value: number): Image => ({
    data: new Float32Array(WIDTH * HEIGHT).fill(value),
    width: WIDTH,
    height: HEIGHT
  });

  it.each<[string, () => Image, string, RegExp]>([
    [
      'saturated',
      () => plain(65535),
      'unusable',
      /more than half of its pixels have its highest value, 65535/
    ],
    ['empty', () => plain(0), 'unusable', /more than half of its pixels have its highest value, 0/],
    ['blank', () => plain(NaN), 'unusable', /all of its pixels are blank/],
    [
      'of another field',
      () => shoot({ stars: field(12), seed: 1 }),
      'noMatch',
      /its stars do not match .*by chance/
    ],
    [
      'with one star only',
      () => shoot({ stars: [{ x: 90, y: 90, flux: 9e4 }], seed: 1 }),
      'noMatch',
      /at least 5/
    ]
  ])('a frame that is %s is left out and named', async (_, image, code, reason) => {
    const run = await runInNode(stack, [...good, fits('bad.fits', image())]);
    const { header } = await stackOf(run);
    expect(header.number('NCOMBINE')).toBe(3);
    const line = run.log.split('\n').find((text) => text.startsWith('bad.fits: left out, '));
    expect(line).toMatch(reason);
    expect(run.warnings[0]).toEqual({
      code: 'frameLeftOut',
      parameters: { name: 'bad.fits', reason: { code, parameters: expect.anything() } },
      text: line
    });
    expect(run.warnings.map((warning) => warning.code)).toEqual(['frameLeftOut', 'tooFewToClip']);
    const history = header.cards.map(({ raw }) => raw.slice(8).trim()).join(' ');
    expect(history).toContain('Warning: bad.fits: left out, ');
  });

  it('a file that is no FITS file is left out, and a cube', async () => {
    const cube = writeFits({ data: new Float32Array(64), axes: [4, 4, 4] });
    const run = await runInNode(stack, [
      ...good,
      { name: 'text.fits', blob: new Blob(['hello']) },
      { name: 'cube.fits', blob: cube }
    ]);
    await stackOf(run);
    expect(run.log).toContain('text.fits: left out, This is not a FITS file');
    expect(run.log).toContain('cube.fits: left out, The image is a cube of 4 planes');
  });

  it('a frame of another size, a mirrored one and one that drifted by half the field are aligned', async () => {
    const mirror: Affine = [-1, 0, 0, 1, WIDTH - 1, 0];
    const run = await runInNode(
      stack,
      [
        good[0],
        fits('small.fits', shoot({ stars, seed: 2, width: 200, height: 180 })),
        fits('mirrored.fits', shoot({ stars, seed: 3, transform: mirror })),
        fits('drifted.fits', shoot({ stars, seed: 4, transform: turned(0, -WIDTH / 2, 0) }))
      ],
      { parameters: { field: 'union' } }
    );
    const { header, image } = await stackOf(run);
    expect(header.number('NCOMBINE')).toBe(4);
    expect(Math.abs(image.width - 1.5 * WIDTH)).toBeLessThanOrEqual(1);
    expect(run.log).toMatch(/small\.fits: .*; 200 x 180 pixels where the reference has 256 x 224/);
    expect(run.log).toMatch(/mirrored\.fits: .*, mirrored, /);
    expect(run.log).toMatch(/drifted\.fits: .* shift -12[78]\.\d, /);
  });

  it('columns that are blank on one frame are filled from the others', async () => {
    const image = shoot({ stars, seed: 2, transform: turned(0, 4, 4) });
    for (let y = 0; y < HEIGHT; y++) image.data.fill(NaN, y * WIDTH + 60, y * WIDTH + 63);
    const run = await runInNode(stack, [...good, fits('nan.fits', image)], {
      parameters: { method: 'mean' }
    });
    expect(run.log).toMatch(/nan\.fits: .*; 672 blank pixels, for which the other frames are taken/);
    const { image: stacked, coverage } = await stackOf(run);
    expect(stacked.data.every((value) => Number.isFinite(value))).toBe(true);
    const blank = coverage.data.filter((count) => count === 3).length;
    expect(blank).toBeGreaterThan(2.5 * stacked.height);
  });

  it('the reference must be usable, and a second frame', async () => {
    const bad = fits('bad.fits', plain(0));
    expect((await runInNode(stack, [bad, ...good])).failureMessage).toMatch(
      /^The reference frame 'bad\.fits' cannot be used: more than half .* Choose another as reference\.$/
    );
    expect((await runInNode(stack, [good[0], bad])).failureMessage).toMatch(
      /^No other frame could be aligned with the reference 'f0\.fits': 'bad\.fits' is left out: more than half/
    );
    expect((await runInNode(stack, [good[0]])).failureMessage).toMatch(/it is the only file/);
  });
});

describe('coordinates', () => {
  const few = [
    { x: 60, y: 70, flux: 40_000 },
    { x: 150, y: 120, flux: 30_000 }
  ];
  const moved = turned(0, 5, -4);
  const frame = (name: string, transform: Affine, cards: Card[], stars: readonly Star[] = few) =>
    fits(name, shoot({ stars, seed: name.length, transform }), cards);

  it('align frames of too few stars, which is said', async () => {
    const run = await runInNode(stack, [
      frame('a.fits', STILL, wcsAt(100, 90)),
      frame('bb.fits', moved, wcsAt(105, 86)),
      frame('ccc.fits', moved, wcsAt(9000, 86))
    ]);
    const { header, image } = await stackOf(run);
    expect(run.log).toMatch(
      /bb\.fits: too few stars \(2 stars in the reference, .*\), by the coordinates in the headers, shift 5\.0, -4\.0 px/
    );
    expect(run.log).toMatch(/ccc\.fits: left out, .*they show different parts of the sky/);
    expect(header.number('NCOMBINE')).toBe(2);
    const [left, top] = [100 - header.number('CRPIX1')!, 90 - header.number('CRPIX2')!];
    expect(Math.max(...distances(image, few, left, top))).toBeLessThan(0.1);
  });

  it('may be given twice in a damaged header', async () => {
    const [first, second] = shots(field(1), [STILL, turned(0, 5, 4)]);
    const bytes = new Uint8Array(await frame('a.fits', STILL, wcsAt(100, 90), field(1)).blob.arrayBuffer());
    const text = new TextDecoder('latin1').decode(bytes.subarray(0, 2880));
    const twice = text.indexOf('CRVAL1');
    bytes.set(new TextEncoder().encode(text.slice(text.indexOf('CRPIX1')).slice(0, 80)), twice);
    const { header } = await stackOf(await runInNode(stack, [{ ...first, blob: new Blob([bytes]) }, second]));
    expect(header.cards.filter(({ keyword }) => keyword === 'CRPIX1')).toHaveLength(1);
  });

  it('are not trusted where many stars contradict them', async () => {
    const run = await runInNode(stack, [
      frame('a.fits', STILL, wcsAt(100, 90), field(1)),
      frame('bb.fits', STILL, wcsAt(100, 90), field(2))
    ]);
    expect(run.failureMessage).toMatch(/'bb\.fits' is left out: .* by their coordinates \d+ should/);
  });
});

describe('a target that moves', () => {
  const stars = field(17);
  const [PACE, MINUTES] = [1.5, 10];
  /** Pixels a frame, in arcseconds an hour. */
  const rate = (PACE * SCALE * 3600 * 60) / MINUTES;
  const start = { x: 150, y: 110 };

  /** East is to the left. */
  const files = (stepX: number, stepY: number, cards: readonly Card[]) =>
    Array.from({ length: 12 }, (_, i) => {
      const mover = { x: start.x + i * stepX, y: start.y + i * stepY, flux: 60_000 };
      const transform = turned(0.1 * i, i / 3, -i / 4);
      return fits(`f${i}.fits`, shoot({ stars: [...stars, mover], seed: 50 + i, transform }), [
        ...(i === 0 ? cards : []),
        ['DATE-OBS', new Date(Date.UTC(2020, 1, 1, 0, MINUTES * i)).toISOString().slice(0, 19)],
        ['EXPTIME', 60]
      ]);
    });

  it.each([
    ['east', 90, -PACE, 0],
    ['north', 0, 0, PACE],
    ['south-west', 225, PACE * Math.SQRT1_2, -PACE * Math.SQRT1_2]
  ])('%s is followed', async (_, position_angle, stepX, stepY) => {
    const input = files(stepX, stepY, wcsAt(100, 90));
    const nearest = async (parameters: ParameterValues): Promise<number> => {
      const run = await runInNode(stack, input, {
        parameters: { method: 'median', field: 'union', ...parameters }
      });
      const { image, header } = await stackOf(run);
      const [left, top] = [100 - header.number('CRPIX1')!, 90 - header.number('CRPIX2')!];
      const found = detect(image);
      const off = [...Array(found.count).keys()]
        .filter((i) => found.flux[i] > 30_000)
        .map((i) => Math.hypot(found.x[i] + left - start.x, found.y[i] + top - start.y));
      return Math.min(...off);
    };
    expect(await nearest({ rate, position_angle })).toBeLessThan(0.05);
    expect(await nearest({})).toBeGreaterThan(3);
  });

  it('is followed by its places on two frames where there are no coordinates', async () => {
    const input = files(-PACE, 0.5 * PACE, []).slice(0, 9);
    const there = transformPoint(turned(0.8, 8 / 3, -2), { x: start.x - 8 * PACE, y: start.y + 4 * PACE });
    const parameters = {
      method: 'median',
      place: `${start.x + 1} ${start.y + 1}`,
      later_place: `${there.x + 1} ${there.y + 1}`,
      later_frame: chosenFile(8)
    };
    const run = await runInNode(stack, input, { parameters });
    expect(run.log).toContain('f4.fits: target moved by -6.0, 3.0 px');
    const failureOf = async (others: ParameterValues) =>
      (
        await runInNode(stack, input.slice(0, 3), {
          parameters: { ...parameters, later_frame: chosenFile(2), ...others }
        })
      ).failureMessage;
    expect(await failureOf({ rate })).toMatch(/on the sky or its places on two frames, not both/);
    expect(await failureOf({ place: '' })).toMatch(
      /place of the moving target on the reference frame as well/
    );
    expect(await failureOf({ later_frame: chosenFile(0) })).toMatch(
      /'f0\.fits', must have a time, and another/
    );
    expect(await failureOf({ later_place: 'there' })).toMatch(/^'there' is no place on a frame/);
  });

  it('needs coordinates and times', async () => {
    const parameters = { rate, position_angle: 90 };
    const run = await runInNode(stack, files(-PACE, 0, []), { parameters });
    expect(run.failureMessage).toMatch(
      /^To follow a target by its motion on the sky, the reference frame 'f0\.fits' must have coordinates\..* places on two frames/
    );
    const undated = fits('f.fits', shoot({ stars, seed: 3 }));
    const [first, second] = files(-PACE, 0, wcsAt(100, 90));
    const two = await runInNode(stack, [first, undated], { parameters });
    expect(two.failureMessage).toMatch(/two frames at least must have a time/);
    const three = await runInNode(stack, [first, second, undated], { parameters });
    expect((await stackOf(three)).header.number('NCOMBINE')).toBe(2);
    expect(three.log).toContain('f.fits: left out, it has no time to tell where the target was');
    expect(three.log).toMatch(/f1\.fits: target moved by -1\.5, 0\.0 px/);
  });
});

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');
const OGLE = join(DATA, 'ts-ogle-lmc531-cepheid');
const MIT = join(DATA, 'cal-mit-stl1001');

const filesOf = (folder: string, names: readonly string[]) =>
  Promise.all(names.map(async (name) => ({ name, blob: await openAsBlob(join(folder, name)) })));

describe.skipIf(!existsSync(OGLE))('22 frames of OGLE', () => {
  const REFERENCE = 'o4201193.10.fts';

  it('are aligned as their table says within 1 pixel, and stacked', { timeout: 60_000 }, async () => {
    const names = readFileSync(join(OGLE, 'truth/filenames2.txt'), 'utf8').trim().split(/\s+/);
    const rows = readFileSync(join(OGLE, 'truth/offsets.txt'), 'utf8').trim().split('\n');
    const offsets = new Map(
      names.map((name, i) => [name, rows[i].trim().split(/\s+/).map(Number).toReversed()])
    );
    // The author's rows for these are wrong: see the README of the data.
    offsets.set('o4199237.10.fts', [48, -37]);
    offsets.set('o4199240.10.fts', [12, -13]);
    const others = readdirSync(OGLE).filter((name) => name.endsWith('.fts') && name !== REFERENCE);
    const run = await runInNode(stack, await filesOf(OGLE, [REFERENCE, ...others]));
    const { header, image } = await stackOf(run);
    expect(header.number('NCOMBINE')).toBe(22);
    for (const name of others) {
      const line = run.log.split('\n').find((text) => text.startsWith(`${name}: `))!;
      const [x, y] = /shift (\S+), (\S+) px/.exec(line)!.slice(1).map(Number);
      const [ofX, ofY] = offsets.get(name)!;
      expect(Math.hypot(x - ofX, y - ofY)).toBeLessThan(1);
    }
    const alone = await readImage(await openFits(await openAsBlob(join(OGLE, REFERENCE))));
    expect(background(image).globalRms).toBeLessThan(background(alone).globalRms);
  });
});

describe.skipIf(!existsSync(MIT))('the lights of the MIT', () => {
  it(
    'are stacked, and show the asteroid round and the stars long where they follow it',
    { timeout: 60_000 },
    async () => {
      const lights = await filesOf(
        MIT,
        readdirSync(MIT).filter((name) => name.includes('.Light.'))
      );
      /** Where it is on the first and on the last, by its centroids. */
      const asteroid = { x: 431.6, y: 426.5 };
      const places = { place: '432.6 427.5', later_place: '432.3 421.6', later_frame: chosenFile(3) };
      const elongations = async (motion: ParameterValues) => {
        const parameters = { method: 'mean', field: 'union', ...motion };
        const { header, image } = await stackOf(await runInNode(stack, lights, { parameters }));
        expect(header.number('NCOMBINE')).toBe(4);
        const { x, y, a, b, count, quality } = detect(image);
        const all = [...Array(count).keys()];
        const place = (i: number) => Math.hypot(x[i] - asteroid.x, y[i] - asteroid.y);
        const nearest = all.reduce((best, i) => (place(i) < place(best) ? i : best));
        expect(place(nearest)).toBeLessThan(8);
        const bright = all.slice(0, 100).filter((i) => quality[i] === 0);
        return {
          asteroid: a[nearest] / b[nearest],
          stars: median(Float32Array.from(bright, (i) => a[i] / b[i]))
        };
      };
      const [still, followed] = [await elongations({}), await elongations(places)];
      expect(still.stars).toBeLessThan(1.1);
      expect(still.asteroid).toBeGreaterThan(1.13);
      expect(followed.stars).toBeGreaterThan(1.25);
      expect(followed.asteroid).toBeLessThan(1.1);
    }
  );
});

const PANOPTES = join(DATA, 'odd-bayer-panoptes', 'solved.fits.fz');

describe.skipIf(!existsSync(PANOPTES))('a compressed frame of PANOPTES, and most of it', () => {
  it('is stacked to itself, its world coordinates kept', { timeout: 60_000 }, async () => {
    const blob = await openAsBlob(PANOPTES);
    const opened = await openFits(blob);
    const alone = await readImage(opened);
    const compressed = opened.hdus.find(({ kind }) => kind === 'compressedImage')!;
    // A copy would be left out: without its first two rows it is another frame.
    const cut = writeFits({
      data: alone.data.slice(2 * alone.width),
      axes: [alone.width, alone.height - 2],
      header: compressed.header,
      cards: [['CRPIX2', compressed.header.number('CRPIX2')! - 2]]
    });
    const frames = [
      { name: 'a.fits.fz', blob },
      { name: 'b.fits', blob: cut }
    ];
    const run = await runInNode(stack, frames, { parameters: { field: 'union' } });
    const [output] = run.outputs as readonly Extract<FinishedOutput, { kind: 'file' }>[];
    const cube = await openFits(output!.blob);
    const { header } = cube.hdus[0]!;
    expect(run.log).toMatch(/b\.fits: .* stars matched, shift -?0\.0, -?2\.0 px/);
    expect(imageSize(cube.hdus[0]!)).toEqual({ width: alone.width, height: alone.height, planes: 3 });
    expect(header.has('BAYERPAT')).toBe(false);
    expect(readWcs(header).pixelToWorld(9, 9)).toEqual(readWcs(compressed.header).pixelToWorld(9, 9));
    // Each pixel has its value in the plane of its own colour.
    for (const [k, letter] of ['R', 'G', 'B'].entries()) {
      const plane = await readImage(cube, cube.hdus[0], k);
      const isOwn = (i: number) =>
        'GBRG'[((i % plane.width) & 1) + 2 * (Math.floor(i / plane.width) & 1)] === letter;
      const differences = plane.data.map((value, i) => (isOwn(i) ? Math.abs(value - alone.data[i]) : NaN));
      const own = differences.filter((value) => !Number.isNaN(value)).toSorted();
      // Brightness and sky of the frame without two rows are brought to those of the other to 3 parts in 10,000; the
      // colours differ by far more.
      expect(own[own.length >> 1]).toBeLessThan(0.5);
    }
  });
});

const SKYCAM = join(DATA, 'ts-skycam-agpeg');

describe.skipIf(!existsSync(SKYCAM))('8 frames of SkyCam', () => {
  it('are aligned by their stars as by their coordinates', { timeout: 60_000 }, async () => {
    const names = readdirSync(SKYCAM).filter((name) => name.endsWith('.fits'));
    const run = await runInNode(stack, await filesOf(SKYCAM, names), { parameters: { field: 'union' } });
    const { header } = await stackOf(run);
    const wcses = await Promise.all(
      names.map(async (name) =>
        readWcs((await openFits(await openAsBlob(join(SKYCAM, name)))).hdus[0].header)
      )
    );
    // Towards the corners, the lens distorts by more pixels than an affine map can follow.
    const middle = { x: 500, y: 500 };
    const position = wcses[0].pixelToWorld(middle.x, middle.y)!;
    for (const [i, transform] of transformsOf(header.cards.map(({ raw }) => raw)).entries()) {
      const here = transformPoint(transform, middle);
      const there = wcses[i].worldToPixel(position.ra, position.dec)!;
      expect(Math.hypot(here.x - there.x, here.y - there.y)).toBeLessThan(1);
    }
    expect(header.number('NCOMBINE')).toBe(8);
  });
});

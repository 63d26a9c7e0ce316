import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  affineScale,
  invertAffine,
  transformPoint,
  type Affine,
  type Point
} from '../../../src/lib/domain/image/Affine';
import type { FinishedOutput } from '../../../src/lib/domain/rows/FinishedOutput';
import type { Image } from '../../../src/lib/domain/image/Image';
import type { Target } from '../../../src/lib/domain/rows/Target';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import { correctedFacts } from '../../../src/lib/domain/rows/correctedFacts';
import { fileFacts } from '../../../src/lib/fits/facts/fileFacts';
import { movedReferencePixel } from '../../../src/lib/fits/wcs/movedReferencePixel';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { readImage } from '../../../src/lib/fits/image/readImage';
import { readWcs } from '../../../src/lib/fits/wcs/readWcs';
import { verifyChecksum } from '../../../src/lib/fits/file/verifyChecksum';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { background } from '../../../src/lib/kernels/sky/background';
import { cutSection } from '../../../src/lib/kernels/calibration/cutSection';
import { detectSources } from '../../../src/lib/kernels/sources/detectSources';
import { Random } from '../../../src/lib/kernels/simulation/Random';
import type { Pipeline } from '../../../src/lib/pipelines/contract/definePipeline';
import rgb from '../../../src/lib/pipelines/rgb/pipeline';
import { previewPipeline } from '../../../src/lib/runtime/run/previewPipeline';
import { readPng, type ReadPng } from '../../fixtures/readPng';
import { type Run, runInNode } from '../../fixtures/runInNode';
import { chosenFile, uidOf } from '../../fixtures/uidOf';

const [WIDTH, HEIGHT] = [240, 200];
const SIGMA = 1.5;
const NOISE = 5;
/** Degrees for a pixel. */
const SCALE = 2e-4;
const STILL: Affine = [1, 0, 0, 1, 0, 0];

interface Star extends Point {
  readonly flux: number;
  /** Of its light in red, green and blue: white, reddish or bluish. */
  readonly colour: readonly [number, number, number];
}

const COLOURS = [
  [1, 1, 1],
  [1, 1, 1],
  [1.5, 1, 0.5],
  [0.5, 1, 1.5]
] as const;

/** No two closer than 14 pixels, all with room around them. */
function field(seed: number, count = 60): Star[] {
  const random = new Random(seed, 9);
  const stars: Star[] = [];
  while (stars.length < count) {
    const x = 12 + (WIDTH - 24) * random.uniform();
    const y = 12 + (HEIGHT - 24) * random.uniform();
    if (stars.some((star) => Math.hypot(star.x - x, star.y - y) < 14)) continue;
    stars.push({ x, y, flux: 3000 * 20 ** random.uniform(), colour: COLOURS[stars.length % 4] });
  }
  return stars;
}

interface Shot {
  readonly stars: readonly Star[];
  readonly band: 0 | 1 | 2;
  readonly transform?: Affine;
  readonly width?: number;
  readonly height?: number;
  /** Of the light that the filter and the detector let through. */
  readonly throughput?: number;
  readonly sky?: number;
  readonly full?: number;
}

function shoot(shot: Shot): Image {
  const { stars, band, transform = STILL, width = WIDTH, height = HEIGHT } = shot;
  const { throughput = [1, 0.6, 0.4][band], sky = [200, 500, 90][band], full = Infinity } = shot;
  const random = new Random(band + 1, 3);
  const data = Float32Array.from({ length: width * height }, () => sky + NOISE * random.normal());
  const sigma = SIGMA * affineScale(transform);
  for (const star of stars) {
    const { x, y } = transformPoint(transform, star);
    const peak = (throughput * star.flux * star.colour[band]) / (2 * Math.PI * SIGMA ** 2);
    const reach = 6 * sigma;
    for (let row = Math.max(0, Math.ceil(y - reach)); row < Math.min(height, y + reach); row++)
      for (let column = Math.max(0, Math.ceil(x - reach)); column < Math.min(width, x + reach); column++)
        data[row * width + column] +=
          peak * Math.exp(-((column - x) ** 2 + (row - y) ** 2) / (2 * sigma ** 2));
  }
  return { data: data.map((value) => Math.min(full, value)), width, height };
}

/** About the middle of the frame. */
function turned(degrees: number, shiftX: number, shiftY: number, scale = 1): Affine {
  const [cos, sin] = [Math.cos, Math.sin].map((of) => scale * of((degrees * Math.PI) / 180));
  const [x, y] = [WIDTH / 2, HEIGHT / 2];
  return [cos, sin, -sin, cos, x + shiftX - cos * x + sin * y, y + shiftY - sin * x - cos * y];
}

/** As a page hands files to a run: with what their headers say. */
async function fits(name: string, { data, width, height }: Image, cards: readonly Card[] = []) {
  const blob = writeFits({ data, axes: [width, height], cards });
  return { name, blob, facts: correctedFacts({ facts: fileFacts(await openFits(blob)), corrections: {} })! };
}

const filter = (name: string): Card[] => [['FILTER', name]];

/** World coordinates of a frame that shows the plane of the stars through a transform. */
function wcs(transform: Affine, [dx, dy] = [0, 0]): Card[] {
  const [a, b, c, d] = invertAffine(transform);
  const reference = transformPoint(transform, { x: 100, y: 90 });
  return [
    ['CTYPE1', 'RA---TAN'],
    ['CTYPE2', 'DEC--TAN'],
    ['CRPIX1', reference.x + 1 + dx],
    ['CRPIX2', reference.y + 1 + dy],
    ['CRVAL1', 40],
    ['CRVAL2', 10],
    ['CD1_1', -SCALE * a],
    ['CD1_2', -SCALE * c],
    ['CD2_1', SCALE * b],
    ['CD2_2', SCALE * d]
  ];
}

async function resultOf(run: Run) {
  expect(run.failureMessage).toBeNull();
  const [picture, cube] = run.outputs as readonly Extract<FinishedOutput, { kind: 'file' }>[];
  expect([picture, cube].map(({ name, tag }) => [name, tag])).toEqual([
    ['picture.png', 'image_file'],
    ['channels.fits', 'fits_file']
  ]);
  const file = await openFits(cube.blob);
  const [hdu] = file.hdus;
  expect(await verifyChecksum(file, hdu)).toMatchObject({ datasum: 'ok', checksum: 'ok' });
  const planes = await Promise.all(
    Array.from({ length: hdu.header.number('NAXIS3')! }, (_, plane) => readImage(file, hdu, plane))
  );
  return { png: readPng(await picture.blob.arrayBuffer()), header: hdu.header, planes };
}

/** Red, green and blue, from 0 to 1, at a pixel of the channels. */
function colourAt({ width, height, bitDepth, samples }: ReadPng, { x, y }: Point): number[] {
  const at = 3 * ((height - 1 - Math.round(y)) * width + Math.round(x));
  return samples.slice(at, at + 3).map((sample) => sample / (2 ** bitDepth - 1));
}

const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];
const detect = (image: Image) => detectSources(image, background(image)).sources;
const history = (cards: readonly { raw: string }[]): string =>
  cards
    .filter(({ raw }) => raw.startsWith('HISTORY '))
    .map(({ raw }) => raw.slice(8).trim())
    .join(' ');

describe('three channels, shifted and turned', { timeout: 20_000 }, () => {
  const stars = field(1);
  const transforms = [STILL, turned(2, 5, -4), turned(-91, -3, 6)] as const;
  const files = () =>
    Promise.all(
      transforms.map((transform, band) =>
        fits(`f${band}.fits`, shoot({ stars, band: band as 0 | 1 | 2, transform }), [
          ...filter(['i', 'r', 'g'][band]),
          ...(band === 0 ? wcs(STILL) : [])
        ])
      )
    );

  it('are aligned within a tenth of a pixel, their values kept', async () => {
    const { planes, header } = await resultOf(await runInNode(rgb, await files()));
    expect(planes).toHaveLength(3);
    const coordinates = readWcs(header);
    const toStars = readWcs((await openFits((await files())[0].blob)).hdus[0].header);
    for (const [c, plane] of planes.entries()) {
      const found = detect(plane);
      const bright = [...Array(found.count).keys()].filter(
        (i) => found.peak[i] > 60 * NOISE && !found.quality[i]
      );
      expect(bright.length).toBeGreaterThan(20);
      const offsets = bright.map((i) => {
        const position = coordinates.pixelToWorld(found.x[i], found.y[i])!;
        const { x, y } = toStars.worldToPixel(position.ra, position.dec)!;
        return Math.min(...stars.map((star) => Math.hypot(star.x - x, star.y - y)));
      });
      expect(medianOf(offsets)).toBeLessThan(0.05);
      expect(Math.max(...offsets)).toBeLessThan(0.25);
      expect(Math.abs(background(plane).globalLevel - [200, 500, 90][c])).toBeLessThan(1);
    }
    expect(header.string('FILTER')).toBe('i + r + g');
    expect(header.string('CHAN1')).toBe('i');
    expect(header.string('CHANFIL3')).toBe('f2.fits');
    expect(header.string('CHANUID3')).toBe(uidOf(2));
    expect(header.string('CHANCOL3')).toBe('blue');
    expect(header.string('STRETCH')).toBe('lupton');
    expect(header.number('CHANLOW2')).toBeLessThan(500);
    expect(history(header.cards)).toMatch(/sky = 0\.12 .* The values are linear/);
    expect(history(header.cards)).toMatch(/g: by the stars: \d+ stars matched/);
  });

  it('make a picture with a grey sky, white stars that are white, red ones and blue ones', async () => {
    const run = await runInNode(rgb, await files());
    const { png, header } = await resultOf(run);
    expect(png).toMatchObject({ bitDepth: 8, colourType: 2 });
    expect(png.texts.Comment).toContain('pipeline rgb');
    const corner = { x: 100 + 1 - header.number('CRPIX1')!, y: 90 + 1 - header.number('CRPIX2')! };
    for (const k of [0, 1, 2]) {
      const sky = medianOf(png.samples.filter((_, i) => i % 3 === k)) / 255;
      expect(Math.abs(sky - 0.12)).toBeLessThan(0.03);
    }
    const seen = stars
      .map(({ x, y, ...star }) => ({ ...star, x: x - corner.x, y: y - corner.y }))
      .filter(({ x, y }) => x > 5 && y > 5 && x < png.width - 5 && y < png.height - 5)
      .map((star) => ({ star, pixel: colourAt(png, star) }))
      .filter(({ pixel }) => Math.max(...pixel) > 0.5 && Math.max(...pixel) < 1);
    expect(seen.length).toBeGreaterThan(12);
    const off = seen.map(({ star: { colour }, pixel: [r, g, b] }) =>
      Math.max(Math.abs(r / g / (colour[0] / colour[1]) - 1), Math.abs(b / g / (colour[2] / colour[1]) - 1))
    );
    // Colours are lessened by the grey of the sky, and by the noise.
    expect(medianOf(off)).toBeLessThan(0.12);
    expect(run.log).toMatch(/i \(f0\.fits\): red, the reference; sky 200/);
    expect(run.progress.at(-1)).toBeGreaterThan(0.8);
  });

  it('go by what is said under Channels, in 16 bits if asked for', async () => {
    const run = await runInNode(rgb, await files(), {
      flags: { sixteen_bit: true, balance_stars: false },
      parameters: {
        channels: 'F1 = #00ff00 400,5..1500, g=blue, i = RED',
        stretch: 'linear',
        reference: chosenFile(1)
      }
    });
    const { png, header } = await resultOf(run);
    expect(png.bitDepth).toBe(16);
    expect([1, 2, 3].map((i) => header.string(`CHANCOL${i}`))).toEqual(['green', 'blue', 'red']);
    expect(header.number('CHANLOW1')).toBe(400.5);
    expect(header.number('CHANHIG1')).toBeCloseTo(1500, 6);
    const greens = medianOf(png.samples.filter((_, i) => i % 3 === 1)) / 65535;
    expect(greens).toBeCloseTo((500 - 400.5) / 1099.5, 2);
    expect(run.log).toMatch(/r: black at 400.5, white at 1500, as you say/);
  });
});

describe('coordinates', () => {
  const stars = field(2);
  const finer = turned(30, 40, 30, 2.2);

  it('bring channels of other sizes and scales together', async () => {
    const files = [
      await fits('k.fits', shoot({ stars, band: 0 }), wcs(STILL)),
      await fits('h.fits', shoot({ stars, band: 1, transform: finer, width: 520, height: 500 }), wcs(finer)),
      await fits('j.fits', shoot({ stars, band: 2, width: 200, height: 150 }), wcs(STILL))
    ];
    const run = await runInNode(rgb, files);
    const { planes, png, header } = await resultOf(run);
    expect(run.log).toMatch(/h \(h\.fits\): green, by the coordinates in the headers; the stars agree/);
    expect(png.width).toBeLessThanOrEqual(200);
    expect(png.height).toBeLessThanOrEqual(150);
    const [one, other] = [planes[0], planes[1]].map(detect);
    const distances = [...Array(20).keys()].map((i) =>
      Math.min(...Array.from(other.x, (x, k) => Math.hypot(x - one.x[i], other.y[k] - one.y[i])))
    );
    expect(medianOf(distances)).toBeLessThan(0.1);
    // A pixel of the finer frame is a smaller part of a star: the average star is white all the same.
    const corner = { x: 101 - header.number('CRPIX1')!, y: 91 - header.number('CRPIX2')! };
    const ratios = stars
      .filter(({ colour }) => colour[0] === colour[2])
      .map(({ x, y }) => ({ x: x - corner.x, y: y - corner.y }))
      .filter(({ x, y }) => x > 5 && y > 5 && x < png.width - 5 && y < png.height - 5)
      .map((place) => colourAt(png, place))
      .filter((pixel) => Math.max(...pixel) > 0.4)
      .map(([r, g]) => r / g);
    expect(ratios.length).toBeGreaterThan(5);
    expect(Math.abs(medianOf(ratios) - 1)).toBeLessThan(0.15);
  });

  it('give way to the stars where they are wrong, and do without them where there are too few', async () => {
    const [i, r] = [shoot({ stars, band: 0 }), shoot({ stars, band: 1, transform: turned(0, 6, 2) })];
    const wrong = [await fits('i.fits', i, wcs(STILL)), await fits('r.fits', r, wcs(STILL))];
    const run = await runInNode(rgb, wrong);
    await resultOf(run);
    expect(run.log).toMatch(
      /r\.fits\): .* by the stars: .*; the coordinates in the headers are off by 6\.3 px/
    );
    const few = stars.slice(0, 3);
    const sparse = [
      await fits('i.fits', shoot({ stars: few, band: 0 }), wcs(STILL)),
      await fits('r.fits', shoot({ stars: few, band: 1, transform: turned(0, 6, 2) }), wcs(turned(0, 6, 2)))
    ];
    const fewRun = await runInNode(rgb, sparse);
    const { planes } = await resultOf(fewRun);
    expect(run.warnings).toEqual([]);
    expect(fewRun.log).toMatch(/by the coordinates in the headers; too few stars in common/);
    expect(fewRun.warnings).toMatchObject([
      { code: 'alignmentUnchecked', parameters: { label: 'r', name: 'r.fits' } },
      { code: 'notBalanced' }
    ]);
    const [one, other] = planes.map(detect);
    expect(Math.hypot(one.x[0] - other.x[0], one.y[0] - other.y[0])).toBeLessThan(0.1);
  });

  it('of a distorted field are followed part by part', async () => {
    const sip: Card[] = [
      ['A_ORDER', 2],
      ['B_ORDER', 2],
      ['A_2_0', 2e-4],
      ['B_1_1', 1e-4]
    ];
    const names = wcs(STILL).map(([key, value]): Card => [
      key,
      key.startsWith('CTYPE') ? `${value}-SIP` : value
    ]);
    const plain = await fits('a_r.fits', shoot({ stars: [], band: 0 }), wcs(STILL));
    const bent = await fits('a_g.fits', shoot({ stars: [], band: 1 }), [...names, ...sip]);
    const [from, to] = await Promise.all(
      [plain, bent].map(async ({ blob }) => readWcs((await openFits(blob)).hdus[0].header))
    );
    // Stars where the coordinates say.
    const bentStars = stars.map((star) => {
      const { ra, dec } = from.pixelToWorld(star.x, star.y)!;
      return { ...star, ...to.worldToPixel(ra, dec)! };
    });
    const files = [
      await fits('a_r.fits', shoot({ stars, band: 0 }), wcs(STILL)),
      await fits('a_g.fits', shoot({ stars: bentStars, band: 1 }), [...names, ...sip])
    ];
    const { planes } = await resultOf(await runInNode(rgb, files));
    const [one, other] = planes.map(detect);
    const distances = [...Array(25).keys()].map((i) =>
      Math.min(...Array.from(other.x, (x, k) => Math.hypot(x - one.x[i], other.y[k] - one.y[i])))
    );
    expect(Math.max(...distances)).toBeLessThan(0.2);
    expect(medianOf(distances)).toBeLessThan(0.09);
  });
});

describe('what is not there', () => {
  const stars = field(3);

  it('is black in the picture and blank in the cube', async () => {
    const holed = shoot({ stars, band: 1 });
    for (let y = 0; y < HEIGHT; y++) holed.data.fill(NaN, y * WIDTH + 50, y * WIDTH + 54);
    const files = [
      await fits('r.fits', shoot({ stars, band: 0 }), wcs(STILL)),
      await fits('g.fits', holed, wcs(STILL)),
      await fits('b.fits', shoot({ stars, band: 2 }), wcs(STILL))
    ];
    const run = await runInNode(rgb, files);
    const { png, planes } = await resultOf(run);
    expect(png).toMatchObject({ width: WIDTH, height: HEIGHT });
    for (const y of [0, 77, HEIGHT - 1]) {
      expect(colourAt(png, { x: 52, y })).toEqual([0, 0, 0]);
      expect(planes[1].data[y * WIDTH + 52]).toBeNaN();
      expect(planes[0].data[y * WIDTH + 52]).not.toBeNaN();
    }
    expect(run.log).toMatch(/1\.\d+ % of the pixels are black/);
    expect(run.warnings.map(({ code }) => code)).toEqual(['blankPixels']);
  });

  it('makes no picture: a channel of another field is named with the reason', async () => {
    const names = ['r', 'g', 'b'];
    const files = await Promise.all(
      names.map((name, band) =>
        fits(`${name}.fits`, shoot({ stars: band === 1 ? field(77) : stars, band: band as 0 | 1 | 2 }))
      )
    );
    const { failureMessage, outputs } = await runInNode(rgb, files);
    expect(outputs).toEqual([]);
    expect(failureMessage).toMatch(
      /^'g\.fits' cannot be aligned with the reference 'r\.fits': its stars do not match \(.*by chance\), and without/
    );
    expect(failureMessage).toMatch(/false colours: leave it out, or choose another file\.$/);
  });

  it('is what saturated stars have instead of a colour: white, without a fringe', async () => {
    const bright: Star = { x: 120, y: 100, flux: 4e6, colour: [1, 1, 1] };
    const away = stars.filter(({ x, y }) => Math.hypot(x - 120, y - 100) > 25);
    const files = await Promise.all(
      ['r', 'g', 'b'].map((name, band) =>
        fits(
          `${name}.fits`,
          shoot({ stars: [...away, bright], band: band as 0 | 1 | 2, full: 20_000 }),
          wcs(STILL)
        )
      )
    );
    const { png } = await resultOf(await runInNode(rgb, files));
    for (let x = 120; x < 127; x++) {
      const [r, g, b] = colourAt(png, { x, y: 100 });
      expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(0.15);
    }
    expect(colourAt(png, bright)).toEqual([1, 1, 1]);
  });
});

describe('a raw frame of a colour camera', () => {
  const stars = field(4);
  const scene = ([0, 1, 2] as const).map((band) =>
    shoot({ stars, band, throughput: [0.5, 1, 0.7][band], sky: [60, 100, 75][band] })
  );
  const mosaic = (pattern: string): Image => ({
    ...scene[0],
    data: scene[0].data.map((_, i) => {
      const letter = pattern[2 * (Math.floor(i / WIDTH) % 2) + ((i % WIDTH) % 2)];
      return Math.round(scene['RGB'.indexOf(letter)].data[i]);
    })
  });

  it.each<[string, string, readonly Card[], Record<string, string>, RegExp]>([
    ['as BAYERPAT says', 'GRBG', [['BAYERPAT', 'GRBG']], {}, /mosaic GRBG\n/],
    ['as FILTER says', 'RGGB', filter('RGGB'), {}, /mosaic RGGB\n/],
    ['upside down', 'GBRG', filter('RGGB'), {}, /mosaic GBRG: the file says RGGB, but its pixels tell/],
    ['as its user says', 'BGGR', [], { mosaic: 'BGGR' }, /mosaic BGGR, as you say/]
  ])('becomes a picture: %s', async (_, pattern, cards, parameters, line) => {
    const run = await runInNode(rgb, [await fits('raw.fits', mosaic(pattern), cards)], { parameters });
    expect(run.log).toMatch(line);
    const { planes, header } = await resultOf(run);
    expect(header.string('FILTER')).toBe('red + green + blue');
    expect(header.string('BAYERPAT') ?? '').toBe('');
    planes.forEach((plane, c) =>
      expect(Math.abs(background(plane).globalLevel - [60, 100, 75][c])).toBeLessThan(1.5)
    );
  });

  it('cannot go with others', async () => {
    const one = await fits('raw.fits', mosaic('RGGB'), [['BAYERPAT', 'RGGB']]);
    const { failureMessage } = await runInNode(rgb, [one, { ...one, name: 'other.fits' }]);
    expect(failureMessage).toMatch(
      /^'raw\.fits' is a raw frame of a colour camera \(RGGB\).*choose it alone/
    );
  });
});

describe('the preview', () => {
  const stars = field(6);
  const preview = (files: readonly Awaited<ReturnType<typeof fits>>[]) =>
    previewPipeline(rgb as Pipeline, {
      target: {} as Target,
      inputFiles: files.map((file, n) => ({ ...file, uid: uidOf(n) })),
      flags: null,
      parameters: null
    });

  it('is the picture of smaller frames, and says what is which colour', async () => {
    const [r, g, b] = ([0, 1, 2] as const).map((band) => shoot({ stars, band }));
    const files = [await fits('r.fits', r), await fits('g.fits', g), await fits('b.fits', b)];
    const { picture, caption } = await preview(files);
    expect(caption).toBe('r red, g green, b blue');
    const png = readPng(await picture.arrayBuffer());
    expect(png.width).toBe(WIDTH);
    const large: Image = { data: new Float32Array(1200 * 300), width: 1200, height: 300 };
    const random = new Random(1);
    for (let i = 0; i < large.data.length; i++) large.data[i] = 100 + random.normal();
    const small = await preview([await fits('r.fits', large), await fits('g.fits', large)]);
    expect(readPng(await small.picture.arrayBuffer())).toMatchObject({ width: 720, height: 180 });
    expect(small.caption).toBe(
      'r orange, g #0080ff (not aligned, as the preview is too small to show enough stars)'
    );
  });

  it('fails with the words of a run', async () => {
    const one = await fits('a_v.fits', shoot({ stars, band: 0 }));
    await expect(preview([one, { ...one, name: 'b_v.fits' }])).rejects.toThrow(
      /^Two files have the same filter/
    );
  });
});

describe('which channel is which colour', () => {
  const stars = field(5);
  const image = shoot({ stars, band: 0, width: 140, height: 120 });

  async function coloursOf(names: readonly string[], filters: readonly (string | null)[], channels = '') {
    const files = await Promise.all(
      names.map((name, i) => fits(name, image, [...wcs(STILL), ...(filters[i] ? filter(filters[i]) : [])]))
    );
    const run = await runInNode(rgb, files, { parameters: { channels } });
    if (run.failureMessage) return run.failureMessage;
    const { header, planes } = await resultOf(run);
    return planes.map((_, i) => `${header.string(`CHAN${i + 1}`)} ${header.string(`CHANCOL${i + 1}`)}`);
  }

  it.each<[readonly string[], readonly (string | null)[], readonly string[]]>([
    [
      ['1.fits', '2.fits', '3.fits'],
      ['B', 'V', 'R'],
      ['R red', 'V green', 'B blue']
    ],
    [
      ['1.fits', '2.fits', '3.fits'],
      ['SDSS-gp', 'ip', 'rp'],
      ['ip red', 'rp green', 'SDSS-gp blue']
    ],
    [
      ['m_j.fits', 'm_h.fits', 'm_ks.fits'],
      [null, null, null],
      ['ks red', 'h green', 'j blue']
    ],
    [
      ['1.fits', '2.fits'],
      ['H-alpha', 'O III'],
      ['H-alpha orange', 'O III #0080ff']
    ],
    [
      ['1.fits', '2.fits', '3.fits', '4.fits'],
      ['L', 'R', 'G', 'B'],
      ['R red', 'G green', 'B blue', 'L white']
    ],
    [
      ['p.fits', 'x.fits', 'q.fits'],
      [null, null, null],
      ['p.fits red', 'q.fits green', 'x.fits blue']
    ],
    [['1.fits'], ['V'], ['V white']],
    [
      ['1.fits', '2.fits', '3.fits', '4.fits', '5.fits', '6.fits'],
      ['u', 'g', 'r', 'i', 'z', 'Y'],
      ['Y red', 'z #ffcc00', 'i #66ff00', 'r #00ff66', 'g #00ccff', 'u blue']
    ]
  ])('%s in %s', async (names, filters, expected) => {
    expect(await coloursOf(names, filters)).toEqual(expected);
  });

  it.each<[string, readonly string[], string, RegExp]>([
    ['one filter twice', ['V', 'V'], '', /^Two files have the same filter \(V\): '0\.fits' and '1\.fits'\./],
    ['too many', ['u', 'b', 'v', 'r', 'i', 'j', 'h'], '', /has at most 6 channels, not 7\./],
    ['no form', ['B', 'V'], 'B is blue', /^Channels: 'B is blue' is not of the form 'name = colour'/],
    ['no colour', ['B', 'V'], 'B = bleu', /^Channels: 'bleu' is not a colour\. Choose one of red, orange/],
    [
      'no file',
      ['B', 'V'],
      'K = red',
      /^Channels: no chosen file has the filter or the name 'K'\. There are B, V\./
    ],
    [
      'several files',
      ['B', 'V'],
      'fits = red',
      /^Channels: 'fits' matches 2 of the chosen files: 0\.fits, 1\.fits/
    ],
    ['one file twice', ['B', 'V'], 'B = red, b = blue', /^Channels names 'B' twice/],
    ['limits with a comma that may be of thousands', ['B', 'V'], 'B = red 3..1,234', /1\.234 or 1234/],
    ['limits in disorder', ['B', 'V'], 'B = red 9..3', /in 'B = red 9\.\.3' white must be above black/]
  ])('is refused: %s', async (_, filters, channels, message) => {
    expect(
      await coloursOf(
        filters.map((__, i) => `${i}.fits`),
        filters,
        channels
      )
    ).toMatch(message);
  });

  it('is refused where a file is none, or shows nothing', async () => {
    const good = await fits('good.fits', image, filter('V'));
    const refusal = async (name: string, blob: Blob) =>
      (await runInNode(rgb, [good, { name, blob }])).failureMessage;
    expect(await refusal('text.fits', new Blob(['hello']))).toMatch(
      /^Error in file 'text\.fits': This is not/
    );
    const cube = writeFits({ data: new Float32Array(64), axes: [4, 4, 4] });
    expect(await refusal('cube.fits', cube)).toMatch(/^Error in file 'cube\.fits': The image is a cube of 4/);
    const empty = writeFits({ data: new Float32Array(WIDTH * HEIGHT), axes: [WIDTH, HEIGHT] });
    expect(await refusal('zero_r.fits', empty)).toMatch(/^'zero_r\.fits' cannot be used: more than half/);
  });
});

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');
const TWO_MASS = join(DATA, 'rgb-2mass-galcentre');
const PANOPTES = join(DATA, 'odd-bayer-panoptes');

describe.skipIf(!existsSync(TWO_MASS))('the galactic centre by 2MASS', { timeout: 20_000 }, () => {
  it('is red behind its dust, with white stars and blue ones before it', async () => {
    const [left, top, side] = [220, 180, 300];
    const files = await Promise.all(
      ['j', 'h', 'k'].map(async (band) => {
        const name = `gc_2mass_${band}.fits`;
        const file = await openFits(await openAsBlob(join(TWO_MASS, name)));
        const { header } = file.hdus[0];
        const image = cutSection(await readImage(file), {
          x0: left,
          x1: left + side,
          y0: top,
          y1: top + side
        });
        const cards = movedReferencePixel(header, { left, top });
        const blob = writeFits({ data: image.data, axes: [side, side], header, cards });
        return { name, blob, facts: null };
      })
    );
    const run = await runInNode(rgb, files);
    const { png, planes } = await resultOf(run);
    expect(run.log).toMatch(
      /k \(gc_2mass_k\.fits\): red, by the coordinates in the headers; the stars agree/
    );
    // On the same grid nothing is resampled.
    const original = await readImage(await openFits(files[2].blob));
    expect(planes[0].data.every((value, i) => value === original.data[i])).toBe(true);
    const sky = [0, 1, 2].map((k) => medianOf(png.samples.filter((_, i) => i % 3 === k)) / 255);
    expect(Math.max(...sky) - Math.min(...sky)).toBeLessThan(0.06);
    // Around Sagittarius A, which is at (350, 309) of the whole.
    const centre = [0, 1, 2].map((k) => {
      const around = Array.from({ length: 121 }, (_, i) => ({
        x: 350 - left - 5 + (i % 11),
        y: 309 - top - 5 + Math.floor(i / 11)
      }));
      return medianOf(around.map((place) => colourAt(png, place)[k]));
    });
    expect(centre[0]).toBeGreaterThan(0.6);
    expect(centre[0]).toBeGreaterThan(1.3 * centre[1]);
    expect(centre[1]).toBeGreaterThan(1.3 * centre[2]);
  });
});

describe.skipIf(!existsSync(PANOPTES))('a frame of PANOPTES', { timeout: 20_000 }, () => {
  it('is stored upside down, and has a grey sky', async () => {
    const name = 'tiny.fits';
    const blob = await openAsBlob(join(PANOPTES, name));
    const run = await runInNode(rgb, [{ name, blob }]);
    const { png, planes } = await resultOf(run);
    expect(run.log).toContain('mosaic GBRG: the file says RGGB, but its pixels tell');
    // Half of the pixels of a mosaic are green, and the sky is brightest there.
    const levels = planes.map((plane) => background(plane).globalLevel);
    expect(levels[1]).toBeGreaterThan(levels[2]);
    expect(levels[2]).toBeGreaterThan(levels[0]);
    const sky = [0, 1, 2].map((k) => medianOf(png.samples.filter((_, i) => i % 3 === k)) / 255);
    expect(Math.max(...sky) - Math.min(...sky)).toBeLessThan(0.03);
  });
});

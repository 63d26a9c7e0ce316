/** Processor time of light curves of 30 frames with coordinates, against a script of sep and numpy, warm, in turns. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import type { Card } from '../../src/lib/fits/file/formatCard';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { Random } from '../../src/lib/kernels/simulation/Random';
import { median, report, withPeers } from './measure';
import { buildScript, runPython, type Usage } from './programs';

const FRAMES = 30;
const SIDE = 2048;
const STARS = 600;
const COMPARISONS = 41;
const REPETITIONS = 5;
const SIGMA = 1.5;
const SCALE = 1 / 3600;
const [RA, DEC] = [150, 30];

interface Star {
  readonly x: number;
  readonly y: number;
  readonly flux: number;
}

let folder: string;
const stars = field();

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pocket-tom-bench-'));
  await mkdir(join(folder, 'frames'));
  for (let f = 0; f < FRAMES; f++) {
    const blob = writeFits({ data: shoot(f), axes: [SIDE, SIDE], cards: cardsOf(f) });
    await writeFile(join(folder, 'frames', `frame_${String(f).padStart(2, '0')}.fits`), await bytesOf(blob));
  }
  const brightest = stars.slice(1).sort((a, b) => b.flux - a.flux);
  const positions = [stars[0]!, ...brightest.slice(0, COMPARISONS)].map(skyOf);
  await writeFile(join(folder, 'positions.json'), JSON.stringify(positions));
});

test.afterAll(() => rm(folder, { recursive: true }));

test('light curve of 30 frames', async () => {
  const frames = join(folder, 'frames');
  const makeLightCurve = await buildScript<Usage>('lightCurveRun');
  const repetitions = String(REPETITIONS);
  const ours = await makeLightCurve(frames, ...skyOf(stars[0]!).map(String), repetitions);
  const theirs = withPeers
    ? await runPython<Usage>('lightcurvePeers.py', repetitions, frames, join(folder, 'positions.json'))
    : null;
  for (const [name, usage] of Object.entries({
    'Pocket TOM': ours,
    ...(withPeers ? { 'sep and numpy': theirs } : {})
  })) {
    const what = `light curve of ${FRAMES} x ${SIDE} x ${SIDE}: ${name}`;
    if (!usage) {
      report(test.info(), what, 'not installed');
      continue;
    }
    const middle = median(usage.milliseconds);
    const ratio = theirs ? `${(middle / median(theirs.milliseconds)).toFixed(2)} x sep` : '';
    report(test.info(), what, `${middle.toFixed(0)} ms`, ratio, `${usage.megabytes.toFixed(0)} MB`);
  }
});

function field(): Star[] {
  const random = new Random(1);
  return Array.from({ length: STARS }, (_, i) => ({
    x: i === 0 ? 1200 : 40 + (SIDE - 80) * random.uniform(),
    y: i === 0 ? 900 : 40 + (SIDE - 80) * random.uniform(),
    flux: i === 0 ? 1.2e5 : 1000 * 200 ** random.uniform()
  }));
}

const shiftOf = (f: number): readonly [number, number] => [9 * Math.sin(2 * f), 9 * Math.cos(3 * f) - 9];

function shoot(f: number): Uint16Array {
  const random = new Random(2, f);
  const pixels = Float32Array.from({ length: SIDE * SIDE }, () => 300 + 15 * random.normal());
  const [dx, dy] = shiftOf(f);
  for (const star of stars) {
    const [x, y] = [star.x + dx, star.y + dy];
    for (let row = Math.ceil(y - 8); row < y + 8; row++)
      for (let column = Math.ceil(x - 8); column < x + 8; column++)
        pixels[row * SIDE + column]! +=
          (star.flux / (2 * Math.PI * SIGMA ** 2)) *
          Math.exp(-((column - x) ** 2 + (row - y) ** 2) / (2 * SIGMA ** 2));
  }
  return Uint16Array.from(pixels);
}

function cardsOf(f: number): Card[] {
  const [dx, dy] = shiftOf(f);
  return [
    ['CTYPE1', 'RA---TAN'],
    ['CTYPE2', 'DEC--TAN'],
    ['CRPIX1', SIDE / 2 + 0.5 + dx],
    ['CRPIX2', SIDE / 2 + 0.5 + dy],
    ['CRVAL1', RA],
    ['CRVAL2', DEC],
    ['CDELT1', -SCALE],
    ['CDELT2', SCALE],
    ['DATE-OBS', new Date(Date.UTC(2024, 0, 1, 20) + 60_000 * f).toISOString().slice(0, 19)],
    ['EXPTIME', 50],
    ['GAIN', 1.5]
  ];
}

/** Near the middle of the field the plane and the sky are the same to a fraction of a pixel. */
function skyOf({ x, y }: Star): [ra: number, dec: number] {
  const dec = DEC + (y - (SIDE - 1) / 2) * SCALE;
  return [RA - ((x - (SIDE - 1) / 2) * SCALE) / Math.cos((dec * Math.PI) / 180), dec];
}

const bytesOf = async (blob: Blob): Promise<Buffer> => Buffer.from(await blob.arrayBuffer());

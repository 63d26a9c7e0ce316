/**
 * Processor time to read an image, from a file to float32, beside other readers: all threads of the
 * process, so with Node's collecting of garbage. It depends less than the time on the clock on what else runs.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from '@playwright/test';
import { FITS, type Image } from 'fitsjs';
import { decodePixels } from '../../src/lib/fits/pixels/decodePixels';
import { openFits } from '../../src/lib/fits/file/openFits';
import { readImage } from '../../src/lib/fits/image/readImage';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { decodePixelsInWasm } from '../../src/lib/kernels/wasm/decodePixelsInWasm';
import { loadKernels } from '../../src/lib/kernels/wasm/loadKernels';
import { FileBlob } from './FileBlob';
import { median, report, reportTime, withPeers } from './measure';
import { runPython } from './programs';
import { timesOf } from './timesOf';

const REPETITIONS = 15;

/** Images as we write them, and with which flag fpack compresses them. */
const CASES: readonly (readonly [name: string, makeImage: () => Blob, fpack?: string])[] = [
  ['plain uint16, 2048 x 2048', () => integers(2048)],
  ['plain float32, 4096 x 4096', () => reals(4096)],
  ['RICE_1 uint16, 2048 x 2048', () => integers(2048), '-r'],
  ['RICE_1 float32, 2048 x 2048', () => reals(2048), '-r'],
  ['HCOMPRESS_1 uint16, 2048 x 2048', () => integers(2048), '-h'],
  ['GZIP_1 uint16, 2048 x 2048', () => integers(2048), '-g1'],
  ['GZIP_2 uint16, 2048 x 2048', () => integers(2048), '-g2']
];

let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pocket-tom-bench-'));
});

test.afterAll(() => rm(folder, { recursive: true }));

for (const [index, [name, makeImage, fpack]] of CASES.entries())
  test(name, async () => {
    const info = test.info();
    const path = await writeCase(`${index}.fits`, makeImage(), fpack);
    if (path === null) return report(info, name, 'not measured', '', 'fpack is not installed');
    const blob = new Blob([await readFile(path)]);
    const readers = {
      'Pocket TOM': await timesOf(REPETITIONS, async () => readImage(await openFits(FileBlob.open(path)))),
      ...(withPeers ? await timesOfPeers(path, blob) : {})
    };
    const reference = await copyReference();
    for (const [reader, times] of Object.entries(readers))
      if (typeof times === 'string') report(info, `${name}: ${reader}`, times);
      else reportTime(info, `${name}: ${reader}`, times, reference);
  });

test('decoding alone, from memory to memory', async () => {
  const reference = await copyReference();
  const kernels = await loadKernels();
  for (const [name, bitpix, zero, side] of [
    ['uint16, 2048 x 2048', 16, 32768, 2048],
    ['float32, 4096 x 4096', -32, 0, 4096]
  ] as const) {
    const bytes = new Uint8Array((side * side * Math.abs(bitpix)) / 8).map((_, i) => i % 251);
    const out = new Float32Array(side * side);
    const scale = { zero, scale: 1, blank: null };
    const plain = await timesOf(REPETITIONS, async () => decodePixels(bytes, bitpix, scale, out));
    reportTime(test.info(), `decode ${name}: plain TypeScript`, plain, reference);
    if (!kernels) return report(test.info(), 'WebAssembly SIMD', 'missing');
    const wasm = await timesOf(REPETITIONS, async () =>
      decodePixelsInWasm(kernels, bytes, bitpix, scale, out)
    );
    reportTime(test.info(), `decode ${name}: WebAssembly SIMD`, wasm, reference);
  }
});

/** @returns the path; null where fpack is needed but not there */
async function writeCase(file: string, image: Blob, fpack?: string): Promise<string | null> {
  const path = join(folder, file);
  await writeFile(path, Buffer.from(await image.arrayBuffer()));
  if (fpack === undefined) return path;
  return promisify(execFile)('fpack', [fpack, '-O', `${path}.fz`, path]).then(
    () => `${path}.fz`,
    () => null
  );
}

/** What copying 64 MB of float32 takes in the same run. */
async function copyReference(): Promise<number> {
  const source = new Float32Array(16 * 2 ** 20).fill(1);
  const target = new Float32Array(source.length);
  return median(await timesOf(REPETITIONS, async () => target.set(source)));
}

async function readWithFitsjs(blob: Blob): Promise<Float32Array> {
  const fits = await FITS.fromBlob(blob);
  const image = fits.hdus.find(({ data }) => data && 'getFrame' in data)!.data as Image;
  return new Float32Array((await image.getFrame(0)) as Float32Array);
}

async function timesOfPeers(path: string, blob: Blob): Promise<Record<string, readonly number[] | string>> {
  const fitsjs = await timesOf(REPETITIONS, () => readWithFitsjs(blob)).catch(() => 'failed');
  const peers = await runPython<{ cfitsio?: number[]; astropy?: number[] }>(
    'readPeers.py',
    String(REPETITIONS),
    path
  );
  return {
    'fitsjs-ng': fitsjs,
    cfitsio: peers?.cfitsio ?? 'not installed',
    astropy: peers?.astropy ?? 'not installed'
  };
}

/** A sky of 300 with a noise of 8, and a star in each square of 64 pixels. */
function sky(side: number): Float32Array {
  let state = 1;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const pixels = Float32Array.from(
    { length: side * side },
    () => 300 + 8 * (random() + random() + random() + random() - 2) * Math.sqrt(3)
  );
  for (let y = 20; y < side; y += 64) for (let x = 20; x < side; x += 64) pixels[y * side + x] = 30_000;
  return pixels;
}

const reals = (side: number): Blob => writeFits({ data: sky(side), axes: [side, side] });

const integers = (side: number): Blob => writeFits({ data: Uint16Array.from(sky(side)), axes: [side, side] });

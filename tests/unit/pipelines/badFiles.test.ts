/** Whatever file a pipeline is given first, as its reference: people are told in a sentence, not that the unexpected occurred. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { Random } from '../../../src/lib/kernels/simulation/Random';
import { simulateSky } from '../../../src/lib/kernels/simulation/simulateSky';
import type { Pipeline } from '../../../src/lib/pipelines/contract/definePipeline';
import { registry } from '../../../src/lib/pipelines/registry';
import { losingBlob } from '../../fixtures/losingBlob';
import { runInNode } from '../../fixtures/runInNode';

const SIDE = 128;
const { frame } = simulateSky({ seed: 8, frames: 2, width: SIDE, height: SIDE, stars: 25 });
const frames = [0, 1].map((index) => fits(frame(index).image.data, index));
const bytes = new Uint8Array(await frames[0]!.arrayBuffer());
const noise = ((random) => Float32Array.from({ length: SIDE ** 2 }, () => random.normal()))(new Random(1));

function fits(data: Float32Array, minutes = 0, axes: readonly number[] = [SIDE, SIDE]): Blob {
  const cards: Card[] = [
    ['DATE-OBS', `2024-03-10T20:0${minutes}:00`],
    ['EXPTIME', 60],
    ['CTYPE1', 'RA---TAN'],
    ['CTYPE2', 'DEC--TAN'],
    ['CRPIX1', SIDE / 2],
    ['CRPIX2', SIDE / 2],
    ['CRVAL1', 10.68],
    ['CRVAL2', 41.27],
    ['CDELT1', -2e-4],
    ['CDELT2', 2e-4]
  ];
  return writeFits({ data, axes: [...axes], cards });
}

/** The file with another value in a card of fixed format (FITS 4.0, section 4.2). */
function changed(keyword: string, value: string): Blob {
  const start = new TextDecoder('latin1').decode(bytes).indexOf(`${keyword.padEnd(8)}=`) + 10;
  const copy = bytes.slice();
  copy.set(new TextEncoder().encode(value.padStart(20)), start);
  return new Blob([copy]);
}

const damagedGzip = new Uint8Array(gzipSync(bytes)).fill(7, 2000, 2400);
const files: Readonly<Record<string, Blob>> = {
  'cut.fits': new Blob([bytes]).slice(0, bytes.length / 2),
  'text.fits': new Blob(['no FITS']),
  'gzip.fits': new Blob([damagedGzip]),
  'cube.fits': fits(new Float32Array(2 * SIDE ** 2), 0, [SIDE, SIDE, 2]),
  'noise.fits': fits(noise),
  'blank.fits': fits(new Float32Array(SIDE ** 2).fill(NaN)),
  'date.fits': changed('DATE-OBS', "'2024-13-10'"),
  'wcs.fits': changed('CDELT1', '0.0'),
  'bitpix.fits': changed('BITPIX', '13')
};

const good = frames.map((blob, i) => ({ name: `good${i}.fits`, blob }));

describe.each(Object.entries(registry))('%s', (_, { load }) => {
  it('is told what is wrong with a file', async () => {
    const pipeline = (await load()).default as Pipeline;
    for (const [name, blob] of Object.entries(files)) {
      const { failureMessage, log } = await runInNode(pipeline, [{ name, blob }, ...good]);
      expect(failureMessage ?? '', `${name} ${log}`).not.toMatch(/unexpected/);
    }
  });

  it('names the file that the browser lets go of, whenever it does', async () => {
    const pipeline = (await load()).default as Pipeline;
    for (const reads of [0, 1, 2, 4]) {
      const { blob, isMissed } = losingBlob(frames[1]!, reads);
      const { failureMessage, log } = await runInNode(pipeline, [good[0]!, { name: 'lost.fits', blob }]);
      const told = `${failureMessage} ${log}`;
      expect(told, `after ${reads} reads`).toMatch(
        isMissed() ? /lost\.fits.*no longer read/ : /^(?!.*unexpected)/s
      );
    }
  });
});

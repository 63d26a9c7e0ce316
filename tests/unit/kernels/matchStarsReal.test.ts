import { existsSync, openAsBlob, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { readImage } from '../../../src/lib/fits/image/readImage';
import { matchStars, type StarList } from '../../../src/lib/kernels/alignment/matchStars';
import { matchText } from '../../../src/lib/domain/measurement/sentences';
import { findStars } from '../../fixtures/findStars';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');
const OGLE = join(DATA, 'ts-ogle-lmc531-cepheid');
const MIT = join(DATA, 'cal-mit-stl1001');

async function starsOf(path: string, sigmas: number): Promise<StarList> {
  const image = await readImage(await openFits(await openAsBlob(path)));
  return findStars(image, sigmas);
}

describe.skipIf(!existsSync(OGLE))('22 frames of OGLE', () => {
  it('are shifted as the table says, within 1 pixel', { timeout: 60_000 }, async () => {
    const offsets = readOffsets();
    const reference = await starsOf(join(OGLE, 'o4201193.10.fts'), 15);
    const files = readdirSync(OGLE).filter((name) => name.endsWith('.fts'));
    expect(files).toHaveLength(22);
    for (const name of files) {
      const found = matchStars(reference, await starsOf(join(OGLE, name), 15));
      if (!found.isAligned) throw new Error(`${name}: ${matchText(found.reason)}`);
      const [a, b, c, d, e, f] = found.transform;
      const shift = [(a - 1) * 230 + c * 230 + e, b * 230 + (d - 1) * 230 + f];
      const [x, y] = offsets.get(name)!;
      expect(Math.hypot(shift[0] - x, shift[1] - y)).toBeLessThan(1);
    }
  });
});

describe.skipIf(!existsSync(MIT))('light frames of MIT', () => {
  it('are aligned by their 30 stars, not by their 90 hot pixels', { timeout: 60_000 }, async () => {
    const lights = readdirSync(MIT).filter((name) => name.includes('.Light.'));
    const [reference, ...others] = await Promise.all(lights.map((name) => starsOf(join(MIT, name), 8)));
    const shifts = others.map((frame) => {
      const found = matchStars(reference, frame);
      if (!found.isAligned) throw new Error(matchText(found.reason));
      expect(found.rms).toBeLessThan(0.1);
      return found.transform.slice(4).map((shift) => Math.round(shift));
    });
    // No true shifts are known, but the drift goes on in one direction.
    expect(shifts).toEqual([
      [1, -2],
      [1, -3],
      [3, -6]
    ]);
  });
});

/** The shift in x and y of each frame, in pixels. */
function readOffsets(): Map<string, readonly number[]> {
  const names = readFileSync(join(OGLE, 'truth/filenames2.txt'), 'utf8').trim().split(/\s+/);
  const rows = readFileSync(join(OGLE, 'truth/offsets.txt'), 'utf8').trim().split('\n');
  const offsets = new Map(
    names.map((name, i) => [name, rows[i].trim().split(/\s+/).map(Number).toReversed()])
  );
  // The author's rows for these two frames are wrong: see the README of the data.
  return offsets.set('o4199237.10.fts', [48, -37]).set('o4199240.10.fts', [12, -13]);
}

import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { Card } from '../../../../src/lib/fits/file/formatCard';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { writeFits } from '../../../../src/lib/fits/write/writeFits';
import { fitsThumbnail } from '../../../../src/lib/runtime/files/fitsThumbnail';
import { readPng } from '../../../fixtures/readPng';

/** A picture whose left half is red and whose right half is blue, on which green is bright at the bottom. */
const LIGHT = {
  R: (x: number) => (x < 16 ? 900 : 100),
  G: (_: number, y: number) => (y < 16 ? 900 : 100),
  B: (x: number) => (x < 16 ? 100 : 900)
};

async function thumbnail(file: Blob) {
  const fits = await openFits(file);
  return readPng(await (await fitsThumbnail(fits, fits.hdus[0]!)).arrayBuffer());
}

/** Red, green and blue near the corners, the upper ones first. */
function corners({ width, height, samples }: Awaited<ReturnType<typeof thumbnail>>) {
  const at = (x: number, y: number) => samples.slice(3 * (y * width + x), 3 * (y * width + x) + 3);
  return [at(1, 1), at(width - 2, 1), at(1, height - 2), at(width - 2, height - 2)];
}

const IN_COLOUR = [
  [255, 0, 0],
  [0, 0, 255],
  [255, 255, 0],
  [0, 255, 255]
];

function mosaic(pattern: string, cards: readonly Card[]): Blob {
  const data = Uint16Array.from({ length: 1024 }, (_, i) => {
    const [x, y] = [i % 32, i >> 5];
    return LIGHT[pattern[(x % 2) + 2 * (y % 2)] as keyof typeof LIGHT](x, y);
  });
  return writeFits({ data, axes: [32, 32], cards });
}

describe('a thumbnail', () => {
  it('has the colours of a mosaic', async () => {
    expect(corners(await thumbnail(mosaic('GRBG', [['BAYERPAT', 'GRBG']])))).toEqual(IN_COLOUR);
  });

  it('has those of a mosaic stored from the bottom up', async () => {
    const cards: Card[] = [
      ['BAYERPAT', 'RGGB'],
      ['ROWORDER', 'BOTTOM-UP']
    ];
    expect(corners(await thumbnail(mosaic('GBRG', cards)))).toEqual(IN_COLOUR);
  });

  it('has those of three planes, whatever card is left over', async () => {
    const data = Float32Array.from({ length: 3072 }, (_, i) =>
      LIGHT[(['R', 'G', 'B'] as const)[i >> 10]!](i % 32, (i >> 5) % 32)
    );
    const file = writeFits({ data, axes: [32, 32, 3], cards: [['BAYERPAT', 'RGGB']] });
    expect(corners(await thumbnail(file))).toEqual(IN_COLOUR);
  });

  it('is grey of three planes of a spectrum', async () => {
    const cards: Card[] = [['CTYPE3', 'FREQ']];
    const file = writeFits({ data: new Float32Array(3072), axes: [32, 32, 3], cards });
    expect((await thumbnail(file)).samples).toHaveLength(1024);
  });
});

const CASES = join(process.env.POCKET_TOM_CASES ?? resolve('../shared/cases'), 'fits');

describe.skipIf(!existsSync(CASES))('the cases', () => {
  test.each(['18a-mosaic-top-down.fits', '18b-mosaic-bottom-up.fits', '18c-mosaic-x-offset.fits'])(
    '%s is red on the left and blue on the right',
    async (name) => {
      const { width, height, samples } = await thumbnail(await openAsBlob(join(CASES, name)));
      const row = 3 * Math.floor(height / 2) * width;
      const [redLeft, , blueLeft] = samples.slice(row + 3);
      const [redRight, , blueRight] = samples.slice(row + 3 * (width - 2));
      expect(redLeft! - redRight!).toBeGreaterThan(100);
      expect(blueRight! - blueLeft!).toBeGreaterThan(100);
    }
  );
});

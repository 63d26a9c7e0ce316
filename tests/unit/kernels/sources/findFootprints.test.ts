import { expect, test } from 'vitest';
import type { Image } from '../../../../src/lib/domain/image/Image';
import { background } from '../../../../src/lib/kernels/sky/background';
import { findFootprints, type Footprints } from '../../../../src/lib/kernels/sources/findFootprints';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

function noise(width: number, height: number, seed: number): Image {
  const random = new Random(seed);
  return {
    data: Float32Array.from({ length: width * height }, () => 50 + 10 * random.normal()),
    width,
    height
  };
}

/** The footprints as sets of pixels, in the order of their first pixels. */
function setsOf({ count, offsets, rows, starts, ends }: Footprints, width: number): number[][] {
  return Array.from({ length: count }, (_, i) => {
    const pixels: number[] = [];
    for (let run = offsets[i]; run < offsets[i + 1]; run++) {
      for (let x = starts[run]; x < ends[run]; x++) pixels.push(rows[run] * width + x);
    }
    return pixels;
  });
}

/** Thresholds pixel by pixel, and connects by flooding. */
function oracle(image: Image, threshold: number, minPixels: number): number[][] {
  const { data, width, height } = image;
  const { level, rms } = background(image);
  const light = data.slice();
  const limits = new Float32Array(data.length);
  const row = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    level.row(y, row);
    for (let x = 0; x < width; x++) light[y * width + x] -= row[x];
    rms.row(y, limits, 0, y * width, width);
  }
  const lightAt = (x: number, y: number): number => {
    const value = x < 0 || y < 0 || x >= width || y >= height ? 0 : light[y * width + x];
    return Number.isFinite(value) ? value : 0;
  };
  const isAbove = light.map((_, i) => {
    let sum = 0;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const weight = (2 - Math.abs(dx)) * (2 - Math.abs(dy));
        sum += weight * lightAt((i % width) + dx, Math.floor(i / width) + dy);
      }
    }
    return sum / 16 > threshold * limits[i] ? 1 : 0;
  });
  const found: number[][] = [];
  for (let i = 0; i < isAbove.length; i++) {
    if (!isAbove[i]) continue;
    isAbove[i] = 0;
    const pixels = [i];
    for (let k = 0; k < pixels.length; k++) {
      const x = pixels[k] % width;
      for (let row = pixels[k] - width; row <= pixels[k] + width; row += width) {
        for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
          if (!isAbove[row + dx]) continue;
          isAbove[row + dx] = 0;
          pixels.push(row + dx);
        }
      }
    }
    if (pixels.length >= minPixels) found.push(pixels.sort((a, b) => a - b));
  }
  return found;
}

test.each([0.02, 0.1, 0.2, 0.4, 0.7])('finds the same as flooding, above %f of the noise', (threshold) => {
  for (let seed = 1; seed <= 5; seed++) {
    const image = noise(61, 47, seed);
    image.data[1000] = NaN;
    const footprints = findFootprints(image, background(image), threshold, 4);
    const expected = oracle(image, threshold, 4);
    expect(expected.length).toBeGreaterThan(0);
    expect(setsOf(footprints, image.width)).toEqual(expected);
  }
});

test('finds the same where most pixels are ruled out by bounds on the background around them', () => {
  for (const slope of [0, 0.001]) {
    const image = noise(300, 290, 6);
    for (let i = 0; i < image.data.length; i++) image.data[i] += slope * (i % 300) * Math.floor(i / 300);
    for (const [i, value] of [NaN, Infinity, -Infinity, 1e7, -1e7].entries()) {
      image.data[(60 + 30 * i) * 300 + 150] = value;
      image.data[(60 + 30 * i) * 300 + 152] = 150;
    }
    for (const threshold of [0.4, 1, 1.5]) {
      const expected = oracle(image, threshold, 2);
      expect(expected.length).toBeGreaterThan(0);
      expect(setsOf(findFootprints(image, background(image), threshold, 2), 300)).toEqual(expected);
    }
  }
});

test('a comb whose teeth meet in the last row is one footprint', () => {
  const [width, height] = [64, 64];
  const data = Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return (x % 2) + (x > 10 && x < 50 && y > 20 && (x % 6 === 0 || y === 40) && y <= 40 ? 100 : 0);
  });
  const image = { data, width, height };
  expect(findFootprints(image, background(image), 3, 5).count).toBe(1);
});

test('finds none in a blank or constant image', () => {
  for (const value of [NaN, 3]) {
    const image = { data: new Float32Array(400).fill(value), width: 20, height: 20 };
    expect(findFootprints(image, background(image), 1.5, 1).count).toBe(0);
  }
});

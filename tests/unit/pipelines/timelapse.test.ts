import { describe, expect, test } from 'vitest';
import type { UnixMilliseconds } from '../../../src/lib/domain/units/Brand';
import { correctedFacts } from '../../../src/lib/domain/rows/correctedFacts';
import { fileFacts } from '../../../src/lib/fits/facts/fileFacts';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { crop } from '../../../src/lib/kernels/picture/crop';
import { median } from '../../../src/lib/kernels/array/median';
import { simulateSky } from '../../../src/lib/kernels/simulation/simulateSky';
import timelapse from '../../../src/lib/pipelines/timelapse/pipeline';
import facts from '../../fixtures/astropyFacts.json';
import { readGif } from '../../fixtures/readGif';
import { type Run, runInNode } from '../../fixtures/runInNode';
import { testSky } from '../../fixtures/testSky';

const dateObs = (minute: number) => `2019-01-02T03:0${minute}:00`;

/** A frame that can be told from others: its one bright pixel is in column `mark`, in the lowest row. */
function frame(mark: number, date: string | null, width = 12, height = 8) {
  const data = new Float32Array(width * height).fill(100);
  data[mark] = 1000;
  const cards = date === null ? [] : [['DATE-OBS', date] as const];
  return { name: `frame${mark}.fits`, blob: writeFits({ data, axes: [width, height], cards }) };
}

/** @param cropScale what part of the sky's width and height the frame holds */
const skyFrame = (width: number, height: number, date = dateObs(0), cropScale = 1) => {
  const sky = simulateSky({ seed: 2, frames: 1, width, height, stars: 40 }).frame(0).image;
  const part = crop(sky, cropScale);
  return {
    name: 'sky.fits',
    blob: writeFits({ data: part.data, axes: [part.width, part.height], cards: [['DATE-OBS', date]] })
  };
};

async function gifOf(run: Run) {
  expect(run.failureMessage).toBeNull();
  const [output] = run.outputs;
  expect(output).toMatchObject({ kind: 'file', name: 't.gif', tag: 'timelapse' });
  return readGif((output as { blob: Blob }).blob);
}

/** Which frames the GIF shows, by the column of their bright pixel. */
const marksOf = ({ frames }: Awaited<ReturnType<typeof readGif>>) =>
  frames.map(({ red }) => red.indexOf(255) % 12);

test('goes by the times that were corrected', async () => {
  const [early, late] = [frame(4, dateObs(4)), frame(5, dateObs(5))];
  const facts = fileFacts(await openFits(late.blob));
  const observed = { ...facts.observed!, start: Date.UTC(2018, 0) as UnixMilliseconds };
  const corrected = { ...late, facts: correctedFacts({ facts, corrections: { observed } }) };
  expect(marksOf(await gifOf(await runInNode(timelapse, [early, corrected])))).toEqual([5, 4]);
});

test('warns where its order goes by times that may be wrong', async () => {
  const blob = writeFits({
    data: new Float32Array(96).map((_, i) => i),
    axes: [12, 8],
    cards: [['DATE-OBS', dateObs(4), 'local time']]
  });
  const facts = correctedFacts({ facts: fileFacts(await openFits(blob)), corrections: {} });
  const run = await runInNode(timelapse, [frame(5, dateObs(5)), { name: 'local.fits', blob, facts }]);
  expect(run.warnings).toMatchObject([{ code: 'timesDoubtful', parameters: { names: ['local.fits'] } }]);
});

test('is described as the original', () => {
  expect(timelapse.shortName).toBe('tl');
  expect(timelapse.allowedSuffixes).toEqual([
    '.fits',
    '.fz',
    '.fit',
    '.fts',
    '.fits.gz',
    '.fit.gz',
    '.fts.gz'
  ]);
  expect(timelapse.flags).toEqual({
    normalise_background: {
      default: false,
      longName: 'Process each frame to achieve a consistent background brightness across the timelapse'
    },
    crop: { default: false, longName: 'Crop each frame in the timelapse around its centre pixel' }
  });
  expect(timelapse.parameters).toMatchObject({
    format: { default: 'gif', choices: { gif: 'GIF', mp4: 'MP4', webm: 'WebM' } },
    fps: { default: 10 },
    size: { default: 500 },
    crop_scale: { default: 0.5 }
  });
});

test('shows the frames in the order of their dates, and says what it does', async () => {
  const run = await runInNode(
    timelapse,
    [4, 5, 7, 6].map((minute) => frame(minute, dateObs(minute)))
  );
  const gif = await gifOf(run);
  expect(marksOf(gif)).toEqual([4, 5, 6, 7]);
  expect(gif).toMatchObject({ width: 12, height: 8, loops: 0 });
  expect(gif.frames.map(({ delay }) => delay)).toEqual([10, 10, 10, 10]);
  expect(run.log).toBe(
    'Sorting frames\n' +
      'Processing frame 1/4\nProcessing frame 2/4\nProcessing frame 3/4\nProcessing frame 4/4\n' +
      'Finished\n'
  );
  expect(run.statuses).toEqual(['Reading observation dates', 'Making the time-lapse']);
  expect(run.progress).toEqual([0.25, 0.5, 0.75, 1]);
});

test('frames of one date stay in the order given', async () => {
  const run = await runInNode(
    timelapse,
    [9, 3, 5, 1].map((mark) => frame(mark, dateObs(mark === 1 ? 0 : 2)))
  );
  expect(marksOf(await gifOf(run))).toEqual([1, 9, 3, 5]);
});

test('pictures are upright: the first row of a FITS file is at the bottom', async () => {
  const { frames } = await gifOf(await runInNode(timelapse, [frame(2, dateObs(0))]));
  expect(frames[0].red.indexOf(255)).toBe(7 * 12 + 2);
});

test.each([
  [500, 50, 500, [500, 50]],
  [300, 60, 150, [150, 30]],
  [60, 300, 150, [30, 150]]
])('%s x %s at size %s', async (width, height, size, expected) => {
  const run = await runInNode(timelapse, [skyFrame(width, height)], { parameters: { size } });
  const gif = await gifOf(run);
  expect([gif.width, gif.height]).toEqual(expected);
});

test('the sky is dark and its stars are not', async () => {
  const { frames } = await gifOf(await runInNode(timelapse, [skyFrame(300, 300)]));
  const black = frames[0].red.filter((grey) => grey === 0).length / 90_000;
  expect(black).toBeGreaterThan(0.45);
  expect(black).toBeLessThan(0.55);
  expect(frames[0].red.filter((grey) => grey === 255).length).toBeGreaterThan(20);
});

test('greys run from the median to the limit of zscale at contrast 0.1, with a gamma of 2.5', async () => {
  const sky = testSky();
  const blob = writeFits({
    data: sky.data,
    axes: [sky.width, sky.height],
    cards: [['DATE-OBS', dateObs(0)]]
  });
  const { frames } = await gifOf(await runInNode(timelapse, [{ name: 'sky.fits', blob }]));
  const low = median(sky.data);
  const [, high] = facts.zscale['sky, contrast 0.1'];
  const grey = (value: number) =>
    Math.round(255 * Math.min(1, Math.max(0, (value - low) / (high - low))) ** 0.4);
  const upright = Array.from({ length: sky.height }, (_, y) =>
    sky.data.slice((sky.height - 1 - y) * sky.width, (sky.height - y) * sky.width)
  );
  expect([...frames[0].red]).toEqual(upright.flatMap((row) => Array.from(row, grey)));
});

describe('flags', () => {
  const [files, cropped] = [1, 0.5].map((scale) =>
    [0, 1].map((minute) => skyFrame(500, 50, dateObs(minute), scale))
  );

  test('crop keeps the middle of each frame', async () => {
    const run = await runInNode(timelapse, files, { flags: { crop: true }, parameters: { crop_scale: 0.8 } });
    const gif = await gifOf(run);
    expect([gif.width, gif.height]).toEqual([400, 40]);
    const half = await gifOf(await runInNode(timelapse, files, { flags: { crop: true } }));
    expect(half).toEqual(await gifOf(await runInNode(timelapse, cropped)));
    const whole = await gifOf(await runInNode(timelapse, files));
    expect([whole.width, whole.height]).toEqual([500, 50]);
  });

  test('normalise_background makes the sky of each frame black, after cropping', async () => {
    const normalise_background = true;
    const flags = { normalise_background, crop: true };
    const gif = await gifOf(await runInNode(timelapse, files, { flags }));
    expect(gif.frames).toHaveLength(2);
    for (const frame of gif.frames) {
      expect(blackShare(frame.red)).toBeGreaterThan(0.9);
      expect(blackShare(frame.red)).toBeLessThan(1);
    }
    expect(gif).toEqual(
      await gifOf(await runInNode(timelapse, cropped, { flags: { normalise_background } }))
    );
    const { frames } = await gifOf(await runInNode(timelapse, cropped));
    expect(blackShare(frames[0].red)).toBeLessThan(0.7);
  });
});

const blackShare = (greys: Uint8Array): number => greys.filter((grey) => grey === 0).length / greys.length;

test.each(['mp4', 'webm'])('without an encoder for %s a GIF is made, and the log says so', async (format) => {
  const run = await runInNode(timelapse, [frame(1, dateObs(0))], { parameters: { format } });
  await gifOf(run);
  const label = format === 'mp4' ? 'MP4' : 'WebM';
  expect(run.log).toBe(
    'Sorting frames\nProcessing frame 1/1\n' +
      `This browser cannot make ${label} video, so a GIF was made instead.\nFinished\n`
  );
  expect(run.warnings).toMatchObject([{ code: 'gifInstead', parameters: { format } }]);
});

describe('fails, saving nothing', () => {
  const good = frame(1, dateObs(1));

  test.each([
    ['Invalid FPS 0', [good], { fps: 0 }, {}],
    ['Invalid FPS -1', [good], { fps: -1 }, {}],
    [
      "Error in file 'frame2.fits': scale must be in [0, 1]",
      [frame(2, dateObs(2))],
      { crop_scale: 1.5 },
      { crop: true }
    ],
    [
      "Error in file 'frame1.fits': no pixels are left after cropping",
      [good],
      { crop_scale: 0 },
      { crop: true }
    ],
    [
      "Error in file 'frame3.fits': could not find observation date in FITS header 'DATE-OBS'",
      [good, frame(3, null)],
      {},
      {}
    ],
    [
      "Error in file 'frame5.fits': 12 x 9 pixels where the first frame has 12 x 8. " +
        'Invalid parameters. Are all images the same size?',
      [frame(5, dateObs(5), 12, 9), good],
      {},
      {}
    ]
  ])('%s', async (message, files, parameters, flags) => {
    const run = await runInNode(timelapse, files, { parameters, flags });
    expect(run.failureMessage).toBe(message);
    expect(run.outputs).toEqual([]);
  });

  test.each([
    ['frame4.fits', frame(4, 'last tuesday').blob, /^Error in file 'frame4.fits': .*DATE-OBS.*last tuesday/],
    ['page.fits', new Blob(['<html>']), /^Error in file 'page.fits': .*not a FITS file/],
    ['cut.fits', frame(4, dateObs(4)).blob.slice(0, 2880 + 100), /^Error in file 'cut.fits': /]
  ])('with the name of the file: %s', async (name, blob, message) => {
    const run = await runInNode(timelapse, [good, { name, blob }]);
    expect(run.failureMessage).toMatch(message);
  });
});

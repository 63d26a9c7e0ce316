/**
 * Run by Node on its own: finds the sources of a FITS file, and makes a catalogue of it with apertures of such radii, again
 * and again, and prints what each time took as JSON.
 */
import { readFile } from 'node:fs/promises';
import { openFrame } from '../../src/lib/frames/openFrame';
import { background } from '../../src/lib/kernels/sky/background';
import { detectSources } from '../../src/lib/kernels/sources/detectSources';
import { catalogueFrame } from '../../src/lib/pipelines/catalogue/catalogueFrame';
import { uidOf } from '../fixtures/uidOf';
import { CATALOGUE_SETTINGS } from './tasks/catalogue';
import { timesOf } from './timesOf';

/** Milliseconds, and how many sources there are. */
export interface Detections {
  readonly detection: readonly number[];
  readonly catalogue: readonly number[];
  readonly sources: number;
}

const { saturation } = CATALOGUE_SETTINGS;
const [path, repetitions, ...radii] = process.argv.slice(2) as [string, string, ...string[]];
const file = {
  uid: uidOf(0),
  name: 'sky.fits',
  blob: new Blob([await readFile(path)]),
  facts: null
};
let sources = 0;
const detection = await timesOf(Number(repetitions), async () => {
  const frame = await openFrame(file);
  sources = await frame.withImage(
    ({ image, scan }) => detectSources(image, background(image, { scan }), { saturation, scan }).sources.count
  );
});
const settings = { ...CATALOGUE_SETTINGS, radii: radii.map(Number) };
const catalogue = await timesOf(Number(repetitions), async () => {
  const frame = await openFrame(file);
  const made = await frame.withImage((lent) => catalogueFrame(frame, lent, settings));
  if ('refusal' in made || made.sources.count !== sources) throw new Error('not the same sources');
});
process.stdout.write(JSON.stringify({ detection, catalogue, sources } satisfies Detections));

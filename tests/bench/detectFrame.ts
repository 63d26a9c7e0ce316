/**
 * Run by Node on its own: finds the sources of a FITS file, and makes a catalogue of it with apertures of such radii, again
 * and again, and prints what each time took as JSON.
 */
import { readFile } from 'node:fs/promises';
import { openFits } from '../../src/lib/fits/file/openFits';
import { readSoleImage } from '../../src/lib/fits/image/readSoleImage';
import { background } from '../../src/lib/kernels/sky/background';
import { detectSources } from '../../src/lib/kernels/sources/detectSources';
import { catalogueFrame } from '../../src/lib/pipelines/catalogue/catalogueFrame';
import { openFrame } from '../../src/lib/pipelines/catalogue/openFrame';
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
const blob = new Blob([await readFile(path)]);
let sources = 0;
const detection = await timesOf(Number(repetitions), async () => {
  const file = await openFits(blob);
  const { image, scan } = await readSoleImage(file, file.hdus[0]!);
  sources = detectSources(image, background(image, { scan }), { saturation, scan }).sources.count;
});
const settings = { ...CATALOGUE_SETTINGS, radii: radii.map(Number) };
const catalogue = await timesOf(Number(repetitions), async () => {
  const made = catalogueFrame('sky.fits', await openFrame(blob), settings);
  if (typeof made === 'string' || made.sources.count !== sources) throw new Error('not the same sources');
});
process.stdout.write(JSON.stringify({ detection, catalogue, sources } satisfies Detections));

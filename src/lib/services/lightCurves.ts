import type { DataProduct } from '../domain/DataProduct';
import type { UnixMilliseconds } from '../domain/Brand';
import { photometryValue } from '../domain/photometryValue';
import type { ReducedDatum } from '../domain/ReducedDatum';
import type { LightCurve } from '../domain/LightCurve';
import type { Measurements } from '../domain/Measurements';
import { DAY, UNIX_MJD } from '../domain/days';
import { curveCsv, curveForAavso, curveForTransits, photometryRows } from '../formats/curveFiles';
import { readMeasurements } from '../formats/readMeasurements';
import type { New } from '../store/db';
import { replaceReducedDatums } from '../store/reducedDatums';
import { errorSentence } from './errorSentence';
import { saveMade } from './downloads';
import { messages } from './messages.svelte';
import { plural } from './plural';
import { storedFile } from './storedFile';

export { lightCurve } from '../kernels/lightCurve';

const MEASUREMENTS = /_measurements\.fits$/;

/** What was measured in a run of the pipeline `lightcurve`, and what it was asked for. */
export const openMeasurements = async (product: DataProduct) => readMeasurements(await storedFile(product));

/**
 * Puts a light curve in the place of that of its run among the photometry of the target, and offers to undo that.
 * @param productsByName of the frames
 */
export async function saveLightCurve(
  product: DataProduct,
  measurements: Measurements,
  curve: LightCurve,
  productsByName: ReadonlyMap<string, DataProduct>
): Promise<void> {
  const sourceName = product.name.replace(MEASUREMENTS, '_lightcurve_rows.csv');
  const rows = photometryRows(measurements, curve).map((row): New<ReducedDatum> => {
    const { time, inputFile, ...fields } = row;
    return {
      targetPk: product.targetPk,
      dataProductPk: productsByName.get(inputFile ?? '')?.pk ?? null,
      dataType: 'photometry',
      sourceName,
      sourceLocation: '',
      timestamp: Math.round((time - UNIX_MJD) * DAY) as UnixMilliseconds,
      value: photometryValue(fields)
    };
  });
  try {
    const before = await replaceReducedDatums(product.targetPk, sourceName, rows);
    messages.add('success', `Saved ${plural(rows.length, 'measurement')} of this curve`, {
      label: 'Undo',
      run: async () => void (await replaceReducedDatums(product.targetPk, sourceName, before))
    });
  } catch (error) {
    messages.add('error', `The curve could not be saved: ${errorSentence(error)}`);
  }
}

const saveText = (name: string, text: string): Promise<void> =>
  saveMade(name, async () => new Blob([text], { type: 'text/plain' }));

export const downloadCurveCsv = (measurements: Measurements, curve: LightCurve): Promise<void> =>
  saveText(`${measurements.target.name} light curve.csv`, curveCsv(measurements, curve));

export const downloadForAavso = (
  measurements: Measurements,
  curve: LightCurve,
  observer: string
): Promise<void> =>
  saveText(`${measurements.target.name} AAVSO.txt`, curveForAavso(measurements, curve, observer));

export const downloadForTransits = (measurements: Measurements, curve: LightCurve): Promise<void> =>
  saveText(`${measurements.target.name} ExoClock.txt`, curveForTransits(measurements, curve));

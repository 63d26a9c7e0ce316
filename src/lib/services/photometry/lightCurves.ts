import type { DataProduct } from '../../domain/rows/DataProduct';
import type { ModifiedJulianDate } from '../../domain/units/Brand';
import { isPhotometry } from '../../domain/rows/PhotometryDatum';
import { photometryValue } from '../../domain/rows/photometryValue';
import type { ReducedDatum } from '../../domain/rows/ReducedDatum';
import type { LightCurve } from '../../domain/measurement/LightCurve';
import type { Measurements } from '../../domain/measurement/Measurements';
import { modifiedJulianDateToUnix } from '../../domain/units/modifiedJulianDate';
import { curveCsv, curveForAavso, curveForTransits, curvePhotometry } from '../../formats/curveFiles';
import { readMeasurements } from '../../formats/readMeasurements';
import type { New } from '../../store/db';
import { dataProductsOfTarget } from '../../store/dataProducts';
import { reducedDatumsOfTarget, replaceReducedDatums } from '../../store/reducedDatums';
import { errorSentence } from '../messages/errorSentence';
import { saveText } from '../files/downloads';
import { messages } from '../messages/messages.svelte';
import { plural } from '../messages/plural';
import { storedFile } from '../files/storedFile';
import { excludedFrames } from './excludedFrames';

export { lightCurve } from '../../kernels/lightcurve/lightCurve';

const MEASUREMENTS = /_measurements\.fits$/;

const sourceNameOf = ({ name }: DataProduct): string => name.replace(MEASUREMENTS, '_lightcurve_rows.csv');

/**
 * What was measured in a run of the pipeline `lightcurve`, what it was asked for, and why each frame is excluded that
 * is among the photometry of the target.
 */
export async function openLightCurve(product: DataProduct) {
  const { measurements, choices } = await readMeasurements(await storedFile(product));
  const data = await reducedDatumsOfTarget(product.targetPk);
  const own = data.filter(isPhotometry).filter(({ sourceName }) => sourceName === sourceNameOf(product));
  const files = await dataProductsOfTarget(product.targetPk);
  const excluded = excludedFrames(measurements.frames, own, files);
  return { measurements, choices, excluded };
}

/**
 * Puts a light curve in the place of that of its run among the photometry of the target, and offers to undo that.
 * @param excluded why each frame that is excluded is
 * @param products of the frames; null for those that are gone
 */
export async function saveLightCurve(
  product: DataProduct,
  measurements: Measurements,
  curve: LightCurve,
  excluded: ReadonlyMap<number, string>,
  products: readonly (DataProduct | null)[]
): Promise<void> {
  const sourceName = sourceNameOf(product);
  const rows = curvePhotometry(measurements, curve, excluded).map((row) => {
    const { time, frame, ...fields } = row;
    return {
      targetPk: product.targetPk,
      dataProductPk: products[frame]?.pk ?? null,
      dataType: 'photometry',
      sourceName,
      sourceLocation: '',
      timestamp: modifiedJulianDateToUnix(time as ModifiedJulianDate),
      value: photometryValue(fields)
    } satisfies New<ReducedDatum>;
  });
  try {
    const before = await replaceReducedDatums(product.targetPk, sourceName, rows);
    const count = rows.filter(({ value }) => value.excluded !== undefined).length;
    const remark = count > 0 ? `, ${count} of them excluded` : '';
    messages.add('success', `Saved ${plural(rows.length, 'measurement')} of this curve${remark}`, {
      label: 'Undo',
      run: async () => void (await replaceReducedDatums(product.targetPk, sourceName, before))
    });
  } catch (error) {
    messages.add('error', `The curve could not be saved: ${errorSentence(error)}`);
  }
}

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

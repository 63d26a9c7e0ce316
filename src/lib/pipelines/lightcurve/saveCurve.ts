import { aavsoFilter } from '../../formats/aavsoExtended';
import { plotPng } from '../../formats/plot/plotPng';
import { plotSvg } from '../../formats/plot/plotSvg';
import {
  DataProduct,
  ReducedDatum,
  type PipelineOutput,
  type RunningProcess,
  type TemporaryDirectory,
  type TemporaryFile
} from '../api';
import { curveCsv, curveForAavso, curveForTransits, curvePhotometry } from '../../formats/curveFiles';
import { curvePlot } from '../../domain/plot/curvePlots';
import type { Choices, LightCurve } from '../../domain/measurement/LightCurve';
import type { Measurements } from '../../domain/measurement/Measurements';
import { measurementsFile } from '../../formats/measurementsFile';
import type { LightCurveWarning } from './LightCurveWarning';

/** The photometry, and files: the measurements, the curve as a table and a picture, and forms of it for other programs. */
export async function saveCurve(
  process: RunningProcess<{}, LightCurveWarning>,
  tmpdir: TemporaryDirectory,
  measurements: Measurements,
  curve: LightCurve,
  choices: Choices,
  { observer, plot }: { readonly observer: string; readonly plot: boolean }
): Promise<PipelineOutput[]> {
  const saved = async (name: string, content: string | Blob): Promise<TemporaryFile> => {
    const file = tmpdir.join(name);
    await (typeof content === 'string' ? file.writeText(content) : file.writeBlob(content));
    return file;
  };
  const csv = curveCsv(measurements, curve);
  const transits = curveForTransits(measurements, curve);
  const rows = curvePhotometry(measurements, curve).map(({ frame, ...row }) => ({
    ...row,
    inputFile: measurements.frames.uids[frame]
  }));
  if (!aavsoFilter(measurements.filter))
    process.warn({ code: 'noAavsoFilter', parameters: { filter: measurements.filter } });
  if (transits === '' && rows.some(({ isLimit }) => !isLimit))
    process.warn({ code: 'noBarycentricTimes', parameters: {} });
  return [
    [await saved('lightcurve_rows.csv', csv), ReducedDatum, 'photometry', rows],
    [
      await saved('measurements.fits', measurementsFile(measurements, choices, process.provenance)),
      DataProduct,
      'light_curve'
    ],
    [await saved('lightcurve.csv', csv), DataProduct, 'photometry'],
    [
      await saved('lightcurve_aavso.txt', curveForAavso(measurements, curve, observer)),
      DataProduct,
      'photometry'
    ],
    ...(transits === ''
      ? []
      : [[await saved('lightcurve_exoclock.txt', transits), DataProduct, 'photometry'] as const]),
    ...(plot ? await pictures() : [])
  ];

  async function pictures(): Promise<PipelineOutput[]> {
    const drawn = curvePlot(measurements, curve);
    const svg = await saved('lightcurve.svg', new Blob([plotSvg(drawn)], { type: 'image/svg+xml' }));
    // Without a browser there is no canvas.
    if (typeof OffscreenCanvas === 'undefined') return [[svg, DataProduct, 'plot']];
    return [
      [svg, DataProduct, 'plot'],
      [await saved('lightcurve.png', await plotPng(drawn)), DataProduct, 'plot']
    ];
  }
}

import type { PipelineProcessPk, TargetPk } from '../../domain/units/Brand';
import type { DataProduct } from '../../domain/rows/DataProduct';
import type { PipelineProcess } from '../../domain/rows/PipelineProcess';
import { isText, type TextDatum } from '../../domain/rows/TextDatum';
import { csvRecords } from '../../formats/csv';
import { dataProductsByPk } from '../../store/dataProducts';
import { getProcess, processOfIdentifier } from '../../store/processes';
import { reducedDatumsOfType } from '../../store/reducedDatums';
import { live } from '../live/live.svelte';

export interface AssessedFrame {
  readonly product: DataProduct;
  readonly isGood: boolean;
  /** Why to leave it out, in the words of the report; '' for a good one. */
  readonly reasons: string;
}

/** The results of a frame quality report for its input files, except those deleted since. */
export interface FrameQualityReport {
  readonly process: PipelineProcess;
  readonly frames: readonly AssessedFrame[];
}

/** Suffix that follows the identifier of the run. */
const TABLE_SUFFIX = '_frames.csv';

/** The report of a process; null if it is not a frame quality report, or not finished. */
export const liveFrameQuality = (pk: () => PipelineProcessPk) =>
  live(pk, async (key) => {
    const process = await getProcess(key);
    if (process?.stage !== 'finished' || !process.targetPk) return null;
    const name = process.identifier + TABLE_SUFFIX;
    const table = (await tablesOf(process.targetPk)).find(({ sourceName }) => sourceName === name);
    return table ? reportOf(process, table.value.text) : null;
  });

/** The newest report for a target; null if there is none. */
export const liveLatestFrameQuality = (pk: () => TargetPk) =>
  live(pk, async (key) => {
    const table = (await tablesOf(key)).at(-1);
    const process = table && (await processOfIdentifier(table.sourceName.slice(0, -TABLE_SUFFIX.length)));
    return process ? reportOf(process, table.value.text) : null;
  });

const tablesOf = async (pk: TargetPk) =>
  (await reducedDatumsOfType(pk, 'frame_quality')).filter(
    (datum): datum is TextDatum => isText(datum) && datum.sourceName.endsWith(TABLE_SUFFIX)
  );

async function reportOf(process: PipelineProcess, table: string): Promise<FrameQualityReport> {
  const { inputFilePks } = process;
  const products = new Map((await dataProductsByPk(inputFilePks)).map((product) => [product.pk, product]));
  const frames = csvRecords(table).flatMap((row) => {
    const product = products.get(inputFilePks[Number(row.frame) - 1]!);
    const reasons = row.reasons_to_leave_out ?? '';
    // Reports of earlier versions have no codes: there a frame is good if nothing is said of it.
    const isGood = (row.codes_to_leave_out ?? reasons) === '';
    return product ? [{ product, isGood, reasons }] : [];
  });
  return { process, frames };
}

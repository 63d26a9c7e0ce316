import type { DataProduct } from '../../domain/rows/DataProduct';
import type { DataProductGroup } from '../../domain/rows/DataProductGroup';
import { isPhotometry, type PhotometryDatum } from '../../domain/rows/PhotometryDatum';
import type { PipelineProcess } from '../../domain/rows/PipelineProcess';
import type { Target } from '../../domain/rows/Target';
import { photometryCsv } from '../../formats/photometryCsv';
import { asyncStatusJson, pipelineProcessJson } from '../../formats/processJson';
import { safeFileName } from '../../formats/safeFileName';
import { namingFile } from '../../pipelines/contract/namingFile';
import { pipelineLabel } from '../../runtime/run/pipelineLabel';
import { logsOfProcess } from '../../store/processLogs';
import { reducedDatumsOfTarget } from '../../store/reducedDatums';
import { errorSentence } from '../messages/errorSentence';
import { messages } from '../messages/messages.svelte';
import { now } from '../live/now';
import { plural } from '../messages/plural';
import { readableFile } from './readableFile';
import { pacedBatches } from './pacedBatches';

/** Long enough for any browser to have started the download. */
const URL_LIFETIME_MS = 60_000;

export const downloadProduct = ({ pk, name }: DataProduct): Promise<void> =>
  reportingFailure(name, async () => save(name, await readableFile({ pk, name })));

/** All files of a group in one ZIP archive. */
export const downloadGroup = (group: DataProductGroup, products: readonly DataProduct[]): Promise<void> =>
  reportingFailure(group.name, async () => {
    const { zipBlobs } = await import('../../formats/zip');
    const entries = await Promise.all(
      products.map(async ({ pk, name }) => ({
        name: safeFileName(name),
        blob: await namingFile(name, () => readableFile({ pk, name }))
      }))
    );
    save(`${group.name}.zip`, await zipBlobs(entries));
  });

/** Saves a file that is generated on demand. */
export const saveGenerated = (name: string, generate: () => Promise<Blob>): Promise<void> =>
  reportingFailure(name, async () => save(name, await generate()));

export const saveText = (name: string, text: string): Promise<void> =>
  saveGenerated(name, async () => new Blob([text], { type: 'text/plain' }));

export const downloadPhotometry = (target: Target): Promise<void> =>
  reportingFailure('photometry', async () => {
    const data = await reducedDatumsOfTarget(target.pk);
    const chunks: Blob[] = [];
    const leftOut = { 'excluded measurement': 0, limit: 0, 'unreadable row': 0 };
    let name = '';
    for await (const batch of pacedBatches(data.filter(isPhotometry))) {
      const csv = photometryCsv(target.name, batch);
      name = csv.name;
      chunks.push(new Blob([csv.text]));
      leftOut['excluded measurement'] += csv.excluded;
      leftOut.limit += csv.limits;
      leftOut['unreadable row'] += csv.skipped;
    }
    save(name, new Blob(chunks, { type: 'text/csv' }));
    const counts = Object.entries(leftOut).flatMap(([what, count]) =>
      count > 0 ? [plural(count, what)] : []
    );
    if (counts.length > 0) messages.add('info', `Left out of ${name}: ${counts.join(', ')}`);
  });

/** All columns of the measurements, with the excluded ones and limits included. */
export const downloadPhotometryTable = (target: Target, data: readonly PhotometryDatum[]): Promise<void> =>
  saveGenerated(`${target.name.replace(/[ .]/g, '_')}_all.csv`, async () => {
    const { photometryTableCsv } = await import('../../formats/photometryTableCsv');
    const chunks: Blob[] = [];
    for await (const batch of pacedBatches(data))
      chunks.push(new Blob([photometryTableCsv(batch, chunks.length === 0)]));
    return new Blob(chunks, { type: 'text/csv' });
  });

export const downloadProcess = (process: PipelineProcess, group: DataProductGroup | null): Promise<void> =>
  reportingFailure(process.identifier, async () => {
    const entries = await logsOfProcess(process.pk, 0);
    const log = entries.map(({ text }) => text).join('');
    save(`${process.identifier}.json`, jsonBlob(pipelineProcessJson(process, log, group)));
  });

export const downloadProcesses = (processes: readonly PipelineProcess[]): Promise<void> =>
  reportingFailure('processes', async () =>
    save('processes.json', jsonBlob(asyncStatusJson(processes, pipelineLabel, now())))
  );

function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = safeFileName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), URL_LIFETIME_MS);
}

async function reportingFailure(what: string, download: () => Promise<void>): Promise<void> {
  try {
    await download();
  } catch (error) {
    messages.add('error', `'${what}' could not be downloaded: ${errorSentence(error)}`);
  }
}

const jsonBlob = (value: unknown): Blob =>
  new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' });

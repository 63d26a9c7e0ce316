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
import { unhurried } from './unhurried';

/** Long enough for any browser to have begun the download. */
const URL_LIFETIME_MS = 60_000;

export const downloadProduct = ({ pk, name }: DataProduct): Promise<void> =>
  reporting(name, async () => save(name, await readableFile({ pk, name })));

/** All files of a group in one ZIP archive. */
export const downloadGroup = (group: DataProductGroup, products: readonly DataProduct[]): Promise<void> =>
  reporting(group.name, async () => {
    const { zipBlobs } = await import('../../formats/zip');
    const entries = await Promise.all(
      products.map(async ({ pk, name }) => ({
        name: safeFileName(name),
        blob: await namingFile(name, () => readableFile({ pk, name }))
      }))
    );
    save(`${group.name}.zip`, await zipBlobs(entries));
  });

/** A file that is made on demand. */
export const saveMade = (name: string, make: () => Promise<Blob>): Promise<void> =>
  reporting(name, async () => save(name, await make()));

export const saveText = (name: string, text: string): Promise<void> =>
  saveMade(name, async () => new Blob([text], { type: 'text/plain' }));

export const downloadPhotometry = (target: Target): Promise<void> =>
  reporting('photometry', async () => {
    const data = await reducedDatumsOfTarget(target.pk);
    const parts: Blob[] = [];
    const leftOut = { 'excluded measurement': 0, limit: 0, 'unreadable row': 0 };
    let name = '';
    for await (const part of unhurried(data.filter(isPhotometry))) {
      const csv = photometryCsv(target.name, part);
      name = csv.name;
      parts.push(new Blob([csv.text]));
      leftOut['excluded measurement'] += csv.excluded;
      leftOut.limit += csv.limits;
      leftOut['unreadable row'] += csv.skipped;
    }
    save(name, new Blob(parts, { type: 'text/csv' }));
    const told = Object.entries(leftOut).flatMap(([what, count]) => (count > 0 ? [plural(count, what)] : []));
    if (told.length > 0) messages.add('info', `Left out of ${name}: ${told.join(', ')}`);
  });

/** All that is known of measurements, excluded ones and limits included. */
export const downloadPhotometryTable = (target: Target, data: readonly PhotometryDatum[]): Promise<void> =>
  saveMade(`${target.name.replace(/[ .]/g, '_')}_all.csv`, async () => {
    const { photometryTableCsv } = await import('../../formats/photometryTableCsv');
    const parts: Blob[] = [];
    for await (const part of unhurried(data))
      parts.push(new Blob([photometryTableCsv(part, parts.length === 0)]));
    return new Blob(parts, { type: 'text/csv' });
  });

export const downloadProcess = (process: PipelineProcess, group: DataProductGroup | null): Promise<void> =>
  reporting(process.identifier, async () => {
    const pieces = await logsOfProcess(process.pk, 0);
    const log = pieces.map(({ text }) => text).join('');
    save(`${process.identifier}.json`, jsonBlob(pipelineProcessJson(process, log, group)));
  });

export const downloadProcesses = (processes: readonly PipelineProcess[]): Promise<void> =>
  reporting('processes', async () =>
    save('processes.json', jsonBlob(asyncStatusJson(processes, pipelineLabel, now())))
  );

function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = safeFileName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), URL_LIFETIME_MS);
}

async function reporting(what: string, download: () => Promise<void>): Promise<void> {
  try {
    await download();
  } catch (error) {
    messages.add('error', `'${what}' could not be downloaded: ${errorSentence(error)}`);
  }
}

const jsonBlob = (value: unknown): Blob =>
  new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' });

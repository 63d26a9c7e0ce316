import { safeFileName } from '../../formats/safeFileName';
import type { ZipEntry } from '../../formats/zip';
import { dataProductsByPk } from '../../store/dataProducts';
import { everyRow, keysOfFiles, ROW_TABLES } from '../../store/everyRow';
import { saveGenerated } from './downloads';
import { readableFile } from './readableFile';

/** All that is stored: the rows of each table as JSON, and the files as they are. Tells of a failure. */
export const downloadEverything = (): Promise<void> =>
  saveGenerated('pocket-tom.zip', async () => {
    const { zipBlobs } = await import('../../formats/zip');
    return zipBlobs([...(await rowEntries()), ...(await fileEntries())]);
  });

async function rowEntries(): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for (const table of ROW_TABLES) {
    const lines: Blob[] = [];
    for await (const rows of everyRow(table))
      lines.push(new Blob([rows.map((row) => `${JSON.stringify(row)}\n`).join('')]));
    entries.push({ name: `${table}.jsonl`, blob: new Blob(lines) });
  }
  return entries;
}

/** Without those that the browser has lost. */
async function fileEntries(): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for (const pk of await keysOfFiles()) {
    const name = (await dataProductsByPk([pk]))[0]?.name ?? 'deleted';
    try {
      entries.push({ name: safeFileName(`${pk} ${name}`), blob: await readableFile({ pk, name }) });
    } catch {
      // Its row says that it was there.
    }
  }
  return entries;
}

import { plainName } from '../../domain/statement/plainName';
import { hasAllowedSuffix } from '../../domain/image/suffixes';
import type { FileWorker } from '../../runtime/files/FileWorker';
import type { Archive, IncomingFile } from '../../runtime/protocol';
import { storageState } from '../app/storage';
import { errorSentence } from '../messages/errorSentence';
import { isHidden } from './isHidden';
import { emptyArchiveText, encryptedText, notOpenedText, tooLittleRoomText } from './sentences';

let archives = 0;

/**
 * The files to add: for ZIP archives, those that they hold, without hidden ones.
 * @param onproblem receives a sentence for what is left out
 */
export async function importSources(
  files: readonly File[],
  worker: FileWorker,
  onproblem: (sentence: string) => void
): Promise<readonly IncomingFile[]> {
  const sources: IncomingFile[] = [];
  for (const file of files)
    if (hasAllowedSuffix(file.name, ['.zip'])) sources.push(...(await filesIn(file, worker, onproblem)));
    else sources.push({ name: nameOf(file.name), blob: file });
  return sources;
}

const nameOf = (name: string): string => plainName(name) || 'file without a name';

async function filesIn(
  file: File,
  worker: FileWorker,
  onproblem: (sentence: string) => void
): Promise<readonly IncomingFile[]> {
  const archive: Archive = { id: ++archives, name: file.name, blob: file };
  try {
    const all = await worker.listArchive(archive);
    const listed = all
      .map((entry, index) => ({ ...entry, index, name: nameOf(entry.path.replace(/^.*\//s, '')) }))
      .filter(({ path }) => !isHidden(path));
    if (listed.length === 0) onproblem(emptyArchiveText(file.name));
    const encrypted = listed.filter(({ isEncrypted }) => isEncrypted);
    if (encrypted.length > 0)
      onproblem(
        encryptedText(
          file.name,
          encrypted.map(({ name }) => name)
        )
      );
    const readable = listed.filter(({ isEncrypted }) => !isEncrypted);
    const bytes = readable.reduce((sum, { size }) => sum + size, 0);
    const { available } = await storageState();
    if (available !== null && bytes > available) {
      onproblem(tooLittleRoomText(file.name, bytes, available));
      return [];
    }
    return readable.map(({ name, index, size }) => ({ name, archive, index, size }));
  } catch (error) {
    onproblem(notOpenedText(file.name, errorSentence(error)));
    return [];
  }
}

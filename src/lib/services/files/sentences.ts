import type { NotLookedAt } from '../../domain/rows/DataProduct';
import type { FitsRemark } from '../../fits/file/FitsRemark';
import { remarkText } from '../../fits/file/sentences';
import { formatBytes } from '../app/formatBytes';
import { plural } from '../messages/plural';

const MAX_NAMES = 5;

export const addedText = (count: number): string => `Added ${plural(count, 'file')}`;

export const notReadText = (name: string, reason: string): string =>
  `'${name}' could not be read and was not added: ${reason}`;

/** Of so many files that are stored. */
export function notLookedAtText(count: number, because: NotLookedAt['because']): string {
  const [have, they, them] = count === 1 ? ['has', 'it is', 'it'] : ['have', 'they are', 'them'];
  const why = {
    notLoaded:
      `since the part of Pocket TOM that reads files could not be loaded. ${sentenceCase(they)} stored, and ` +
      `looked at as soon as you are online`,
    lost:
      `since reading ${them} took more memory or time than this device has now. ${sentenceCase(they)} stored, and ` +
      `looked at again when Pocket TOM is opened the next time`
  };
  return `${plural(count, 'file')} ${have} not been looked at yet, ${why[because]}.`;
}

export const lookedAtText = (count: number, left: number): string =>
  left === 0
    ? `Looked at ${plural(count, 'file')}`
    : `Looked at ${plural(count, 'file')}; ${left} could not be looked at`;

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** @param files with the names of those here that have the same content */
export function alreadyThereText(files: readonly { readonly name: string; readonly twin: string }[]): string {
  const names = files.map(({ name, twin }) =>
    name === twin ? `'${name}'` : `'${name}' (here as '${twin}')`
  );
  return files.length === 1
    ? `${names[0]} is here already, with the same content, and was not added again.`
    : `${files.length} files are here already, with the same content, and were not added again: ${listed(names)}.`;
}

export const restoredText = (names: readonly string[]): string =>
  `The browser had lost the content of ${listed(names.map((name) => `'${name}'`))}. It is there again.`;

export function remarksText(
  files: readonly { readonly name: string; readonly remarks: readonly FitsRemark[] }[]
): string {
  const [{ name, remarks }, ...others] = files as [(typeof files)[0], ...typeof files];
  const first = `'${name}' was added, but something in it was passed over. ${remarks.map(remarkText).join(' ')}`;
  if (others.length === 0) return first;
  const names = others.map((other) => `'${other.name}'`);
  return `${first} Something was passed over in ${listed(names)}, too: the pages of these files say what.`;
}

export const emptyArchiveText = (archive: string): string =>
  `There are no files in '${archive}', so nothing was added.`;

export const encryptedText = (archive: string, names: readonly string[]): string =>
  `Encrypted files in '${archive}' were not added: ${listed(names.map((name) => `'${name}'`))}. ` +
  'Unpack the archive with its password, and add the files.';

export const tooLittleRoomText = (archive: string, bytes: number, available: number): string =>
  `'${archive}' was not opened: it unpacks to ${formatBytes(bytes)}, and there is room for ${formatBytes(available)}. ` +
  'Delete files that you no longer need, or unpack it yourself and add some of what it holds.';

/** @param text what was deleted */
export const keptText = (text: string, bytes: number, milliseconds: number): string =>
  `${text}. For ${plural(Math.round(milliseconds / 60_000), 'minute')} this can be undone; until then it takes up ${formatBytes(bytes)}.`;

export const freeingText = (): string =>
  'There is no space left, but that of deleted files is being freed. This goes on as soon as it is.';

export const notOpenedText = (archive: string, reason: string): string =>
  `'${archive}' could not be opened and was not added: ${reason}`;

export const notBegunText = (reason: string): string => `No files were added. ${reason}`;

export const cancelledText = (saved: number, total: number): string =>
  `Stopped: ${saved} of ${plural(total, 'file')} ${saved === 1 ? 'was' : 'were'} added`;

export const stoppedText = (saved: number, total: number, first: string, reason: string): string =>
  `${saved} of ${total} files were added; '${first}' and those after it were not. ${reason}`;

/** `a, b and 3 more`. */
function listed(names: readonly string[]): string {
  if (names.length <= 1) return names.join('');
  const shown = names.length > MAX_NAMES + 1 ? names.slice(0, MAX_NAMES) : names.slice(0, -1);
  const last = names.length > MAX_NAMES + 1 ? `${names.length - MAX_NAMES} more` : names.at(-1)!;
  return `${shown.join(', ')} and ${last}`;
}

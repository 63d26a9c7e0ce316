/** What systems put beside people's files. */
const SYSTEM_NAMES = new Set(['__macosx', 'thumbs.db', 'desktop.ini']);

/** Whether a file, or a folder that it is in, is hidden, as `.DS_Store` and `.Trashes` are. */
export const isHidden = (path: string): boolean =>
  path.split('/').some((name) => name.startsWith('.') || SYSTEM_NAMES.has(name.toLowerCase()));

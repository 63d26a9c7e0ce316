/** Recognised by name, as `instanceof` fails between realms. */
const NAMES = new Set<unknown>(['AsyncError', 'FitsError', 'UnreadableBlobError']);

/** Whether an error tells in a sentence what is wrong with a file. */
export const isErrorOfFile = (error: unknown): error is Error =>
  NAMES.has((error as Partial<Error> | null | undefined)?.name);

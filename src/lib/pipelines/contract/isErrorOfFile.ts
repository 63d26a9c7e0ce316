/** Told by name: `instanceof` does not hold between realms. */
const NAMES = new Set(['AsyncError', 'FitsError']);

/** Whether an error tells in a sentence what is wrong with a file. */
export const isErrorOfFile = (error: unknown): error is Error =>
  error instanceof Error && NAMES.has(error.name);

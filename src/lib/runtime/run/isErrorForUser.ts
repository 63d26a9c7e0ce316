/** Recognised by name, as `instanceof` fails between realms. */
const NAMES = new Set<unknown>(['AsyncError', 'NotImplementedError']);

/** Whether the message of what a pipeline has thrown is a sentence for its user. */
export const isErrorForUser = (error: unknown): error is Error =>
  NAMES.has((error as Partial<Error> | null | undefined)?.name);

/** What is wrong with a file, in a sentence that names it. */
export const fileErrorText = (name: string, reason: string): string => `Error in file '${name}': ${reason}`;

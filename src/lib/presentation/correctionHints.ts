/** The value of one fact in the headers of some files: `In the files: R.` Null where one says nothing. */
export const whatFilesSay = (said: readonly (string | null)[]): string => `In the files: ${inCommon(said)}.`;

/** What some files were corrected to: `Corrected: V (2 of 3).` Null where one was not; empty if none was. */
export function whatWasCorrected(corrected: readonly (string | null)[]): string {
  const given = corrected.filter((value) => value !== null);
  if (given.length === 0) return '';
  const share = given.length < corrected.length ? ` (${given.length} of ${corrected.length})` : '';
  return `Corrected: ${inCommon(given)}${share}.`;
}

const inCommon = (values: readonly (string | null)[]): string =>
  new Set(values).size > 1 ? 'mixed' : (values[0] ?? 'not given');

import type { Sentences } from '../domain/statement/Sentences';
import { sentenceOf } from '../domain/statement/sentenceOf';
import type { Statements } from '../domain/statement/Statement';

/** What storing the outputs of a run did less than it was asked to. */
export type StoreWarning = Statements<{ alreadyThere: { readonly count: number; readonly of: number } }>;

const WARNINGS: Sentences<StoreWarning> = {
  alreadyThere: ({ count, of }) => `${count} of ${of} reduced data were there already and are not added again`
};

export const storeWarningText = (warning: StoreWarning): string => sentenceOf(WARNINGS, warning);

export const damagedFileText = (): string =>
  'What is stored of this file is damaged: it can only be downloaded or removed. Add it again to use it.';

export const damagedProcessText = (): string => 'What is stored of this run is damaged';

/** @param stored the row, as JSON */
export const damagedDatumText = (stored: string): string =>
  `What is stored here is damaged, and is left out of light curves:\n${stored}`;

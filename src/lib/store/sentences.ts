import type { Sentences } from '../domain/statement/Sentences';
import { sentenceOf } from '../domain/statement/sentenceOf';
import type { Statements } from '../domain/statement/Statement';

/** What storing the outputs of a run did less than it was asked to. */
export type StoreWarning = Statements<{ alreadyThere: { readonly count: number; readonly of: number } }>;

const WARNINGS: Sentences<StoreWarning> = {
  alreadyThere: ({ count, of }) => `${count} of ${of} reduced data were there already and are not added again`
};

export const storeWarningText = (warning: StoreWarning): string => sentenceOf(WARNINGS, warning);

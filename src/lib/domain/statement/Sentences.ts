import type { Statement } from './Statement';

/** How each of some statements is put into words, by its code. */
export type Sentences<Stated extends Statement> = {
  readonly [Code in Stated['code']]: (
    parameters: Extract<Stated, { readonly code: Code }>['parameters']
  ) => string;
};

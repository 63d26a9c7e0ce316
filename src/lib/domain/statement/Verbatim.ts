import type { Statements } from './Statement';

/** A sentence of a file without a code that is known here: the file is of an earlier version, or of a later one. */
export type Verbatim = Statements<{ verbatim: { readonly text: string } }>;

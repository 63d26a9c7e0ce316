import type { Statements } from './Statement';

/** What a file says in words alone: one of an earlier version, which had no codes, or of a later one, which has more. */
export type Told = Statements<{ told: { readonly text: string } }>;

import type { ReducedDatum, TextValue } from './ReducedDatum';

/** A text among the reduced data. */
export type TextDatum = ReducedDatum & { readonly value: TextValue };

export const isText = (datum: ReducedDatum): datum is TextDatum => datum.value.kind === 'text';

import type { Statement } from './Statement';

/** How each of some statements is put into words, by its code. */
export type Sentences<Stated extends Statement> = {
  readonly [Code in Stated['code']]: (
    parameters: Extract<Stated, { readonly code: Code }>['parameters']
  ) => string;
};

/** Sentences of statements that are not known. */
export type AnySentences = Readonly<Record<string, (parameters: never) => string>>;

/** The statements that sentences put into words. */
export type StatementOf<Spoken extends AnySentences> = {
  [Code in keyof Spoken & string]: {
    readonly code: Code;
    readonly parameters: Parameters<Spoken[Code]>[0];
  };
}[keyof Spoken & string];

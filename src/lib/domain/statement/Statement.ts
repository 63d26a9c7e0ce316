/** What a statement may be of: plain data, which can be stored and sent. */
export type StatementParameter =
  | string
  | number
  | boolean
  | null
  | readonly StatementParameter[]
  | { readonly [name: string]: StatementParameter };

/**
 * Something said as data, for the program to decide by: what is said, as a code, and of what. The `sentences.ts` beside
 * its source puts it into words.
 */
export interface Statement {
  readonly code: string;
  readonly parameters: Readonly<Record<string, StatementParameter>>;
}

/** The statements with these codes, each with its own parameters. */
export type Statements<Parameters extends Readonly<Record<string, Statement['parameters']>>> = {
  readonly [Code in keyof Parameters & string]: {
    readonly code: Code;
    readonly parameters: Parameters[Code];
  };
}[keyof Parameters & string];

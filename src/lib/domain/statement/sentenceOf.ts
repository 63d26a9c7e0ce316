import type { Sentences } from './Sentences';
import type { Statement } from './Statement';

/** A statement in words. */
export function sentenceOf<Stated extends Statement>(sentences: Sentences<Stated>, stated: Stated): string {
  const put: (parameters: never) => string = sentences[stated.code as Stated['code']];
  return put(stated.parameters as never);
}

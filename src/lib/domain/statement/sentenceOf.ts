import type { Sentences } from './Sentences';
import type { Statement } from './Statement';

/**
 * A statement in words.
 * @throws RangeError for a code that has none: in a file, it may be of another version
 */
export function sentenceOf<Stated extends Statement>(sentences: Sentences<Stated>, stated: Stated): string {
  if (!Object.hasOwn(sentences, stated.code))
    throw new RangeError(`There are no words for '${stated.code}'.`);
  const put: (parameters: never) => string = sentences[stated.code as Stated['code']];
  return put(stated.parameters as never);
}

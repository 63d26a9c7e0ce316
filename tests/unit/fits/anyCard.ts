import fc from 'fast-check';
import type { Card } from '../../../src/lib/fits/file/formatCard';

const word = fc.stringMatching(/^[A-Z0-9_-]{1,8}$/);
const keyword = fc
  .oneof(
    word,
    fc.array(word, { minLength: 2, maxLength: 4 }).map((words) => words.join(' '))
  )
  .filter((text) => !/^(HISTORY|COMMENT|CONTINUE|END|LAST|HIERARCH.*)$/.test(text));
/** Text with many of the characters that have a meaning in a card. */
export const anyText = fc
  .array(
    fc.oneof(fc.constantFrom("'", '&', '/', ' ', '='), fc.string({ unit: 'grapheme-ascii', maxLength: 9 })),
    {
      maxLength: 60
    }
  )
  .map((pieces) => pieces.join(''));

/** Any card with a value that can be written as it is. */
export const anyCard: fc.Arbitrary<Card> = fc.tuple(
  keyword,
  fc.oneof(
    anyText,
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }),
    fc.boolean(),
    fc.constant(null)
  ),
  anyText
);

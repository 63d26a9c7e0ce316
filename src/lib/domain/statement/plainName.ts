/**
 * Characters that are not seen but change how the text around them is shown, or hide other text: controls, marks and
 * overrides of the direction of writing, zero-width spaces, tags. Those that join letters and emoji stay.
 */
const HIDDEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A name without what is not seen, so that it cannot look like another one, or like that of another kind of file.
 * @returns empty if nothing of it is seen
 */
export function plainName(name: string): string {
  const plain = name.replace(/[\t\n\v\f\r]+/g, ' ').replace(HIDDEN, '');
  return SEEN.test(plain) ? plain : '';
}

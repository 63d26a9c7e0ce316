const MAX_BYTES = 120;
const NOT_ALLOWED = /[^\p{L}\p{M}\p{N} ._()+=,@#-]/gu;
const EXTENSION = /(\.[a-z0-9]{1,8}){1,2}$/i;
/** Names of devices on Windows, whatever follows their first dot. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i;

/**
 * A name under which a file can be saved on any system: letters and digits of all scripts and a few signs
 * stay, anything else becomes `_`; no directory, hidden file or device; at most 120 bytes of UTF-8, including
 * its extension. A safe name stays as it is.
 */
export function safeFileName(name: string): string {
  const allowed = name.normalize('NFC').replace(NOT_ALLOWED, '_');
  const trimmed = allowed.replace(/^[. ]+|[. ]+$/g, '');
  const shortened = shorten(trimmed);
  if (shortened === '') return 'file';
  return RESERVED.test(shortened) ? `_${shortened}` : shortened;
}

function shorten(name: string): string {
  if (byteLength(name) <= MAX_BYTES) return name;
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  const limit = MAX_BYTES - extension.length;
  const kept: string[] = [];
  let used = 0;
  for (const character of name.slice(0, name.length - extension.length)) {
    used += byteLength(character);
    if (used > limit) break;
    kept.push(character);
  }
  return `${kept.join('').replace(/[. ]+$/, '')}${extension}`;
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/**
 * A random UUID (version 4, RFC 9562) for a row that outlives this browser. `crypto.randomUUID` is not there on plain
 * http, as in a school's own network.
 */
export function newUid<Uid extends string>(): Uid {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as Uid;
}

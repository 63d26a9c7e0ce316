/** Letters lose their accents; what is still not printable ASCII becomes `?`, as FITS allows nothing else. */
export function toAscii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '?');
}

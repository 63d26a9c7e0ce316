/**
 * What this browser lacks that the app is built on, each in a sentence that says what does not work.
 * @param parts where browsers have them
 */
export function missingParts(parts: object = globalThis): readonly string[] {
  if (!('Worker' in parts))
    return [
      'This browser cannot run workers: files cannot be read, and no pipeline runs. Use another browser.'
    ];
  if (!('OffscreenCanvas' in parts))
    return [
      'This browser has no OffscreenCanvas: frames cannot be viewed, and pictures have no small pictures of them. ' +
        'The rest works. Update the browser, or use another.'
    ];
  return [];
}

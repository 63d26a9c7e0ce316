export const THUMBNAIL_SIDE = 200;

/**
 * A small PNG of a picture; null where the browser cannot draw it.
 * @returns undefined if the browser cannot show the picture at all: it is damaged, or of a kind that it does not know
 */
export async function imageThumbnail(blob: Blob): Promise<Blob | null | undefined> {
  if (typeof createImageBitmap === 'undefined') return undefined;
  const bitmap = await createImageBitmap(blob).catch(() => undefined);
  if (!bitmap) return undefined;
  const scale = Math.min(1, THUMBNAIL_SIDE / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
  if (typeof OffscreenCanvas === 'undefined') return null;
  const canvas = new OffscreenCanvas(width!, height!);
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

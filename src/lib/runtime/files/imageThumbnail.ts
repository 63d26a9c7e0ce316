import { hasAllowedSuffix } from '../../domain/image/suffixes';

const PICTURE_SUFFIXES = ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.bmp'];
export const THUMBNAIL_SIDE = 200;

/** A small PNG of a picture; null if the file is not one that the browser can show. */
export async function imageThumbnail(name: string, blob: Blob): Promise<Blob | null> {
  if (!hasAllowedSuffix(name, PICTURE_SUFFIXES)) return null;
  const bitmap = await createImageBitmap(blob).catch(() => null);
  if (!bitmap) return null;
  const scale = Math.min(1, THUMBNAIL_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale))
  );
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

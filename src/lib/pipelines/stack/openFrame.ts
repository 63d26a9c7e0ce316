import type { UnixMilliseconds } from '../../domain/Brand';
import type { Image } from '../../domain/Image';
import { exposureTime } from '../../fits/exposureTime';
import type { FitsHeader } from '../../fits/FitsHeader';
import { observationTime } from '../../fits/observationTime';
import { openFrameFile } from '../../fits/openFrameFile';
import { orNull } from '../../fits/orNull';
import { readImage, readImageRows } from '../../fits/readImage';
import { readWcs } from '../../fits/readWcs';
import type { Wcs } from '../../fits/Wcs';
import { storedRows } from '../../kernels/storedRows';
import type { InputFile } from '../api';

/** A frame of which nothing but the header is in memory. */
export interface Frame {
  readonly name: string;
  readonly header: FitsHeader;
  readonly width: number;
  readonly height: number;
  /** Null where the header has none that can be trusted. */
  readonly wcs: Wcs | null;
  /** Seconds; null where nobody says. */
  readonly exposure: number | null;
  /** Of the middle of the exposure, or its start where nobody says how long it was; null without either. */
  readonly time: UnixMilliseconds | null;
  /** Reads the rows `first <= y < end`. */
  readonly read: (first: number, end: number) => Promise<Float32Array>;
}

/**
 * Reads a frame once. Where its rows cannot be read alone, as it is compressed, its pixels are put aside in a Blob,
 * which browsers keep out of the memory of the page.
 * @throws FitsError if the file has no image that can be read, or one of several planes
 */
export async function openFrame({ name, blob, facts }: InputFile): Promise<{ frame: Frame; image: Image }> {
  const { file, hdu, width, height } = await openFrameFile(blob);
  const image = await readImage(file, hdu);
  const exposure = (facts ? facts.exposureTime : exposureTime(file.hdus)?.seconds) ?? null;
  const observed = facts ? facts.observed : orNull(() => observationTime(file.hdus));
  const read: Frame['read'] =
    hdu.kind === 'image' ? (first, end) => readImageRows(file, hdu, first, end) : storedRows(image);
  const wcs = orNull(() => readWcs(hdu.header));
  const time = observed?.mid ?? observed?.start ?? null;
  return { frame: { name, header: hdu.header, width, height, wcs, exposure, time, read }, image };
}

import type { DataProductUid, UnixMilliseconds } from '../../domain/units/Brand';
import { exposureTime } from '../../fits/facts/exposureTime';
import type { FitsHeader } from '../../fits/file/FitsHeader';
import { observationTime } from '../../fits/facts/observationTime';
import { openFrameFile } from '../../fits/image/openFrameFile';
import { nullOnFitsError } from '../../fits/file/nullOnFitsError';
import { readImageRows } from '../../fits/image/readImage';
import { readWcs } from '../../fits/wcs/readWcs';
import type { Wcs } from '../../fits/wcs/Wcs';
import { storedRows } from '../../kernels/array/storedRows';
import type { InputFile } from '../api';

/** A frame of which nothing but the header is in memory. */
export interface Frame {
  readonly uid: DataProductUid;
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
  /** Reads the rows `first <= y < end`, into `out` if it is given. */
  readonly read: (first: number, end: number, out?: Float32Array) => Promise<Float32Array>;
}

/**
 * @param pixels of a compressed file, put aside
 * @throws FitsError if the file has no image that can be read, or one of several planes
 */
export async function openFrame({ uid, name, blob, facts }: InputFile, pixels: Blob | null): Promise<Frame> {
  const { file, hdu, width, height } = await openFrameFile(blob);
  const exposure = (facts ? facts.exposureTime : exposureTime(file.hdus)?.seconds) ?? null;
  const observed = facts ? facts.observed : nullOnFitsError(() => observationTime(file.hdus));
  const read: Frame['read'] = pixels
    ? storedRows(pixels, width)
    : (first, end, out) => readImageRows(file, hdu, first, end, out);
  const wcs = nullOnFitsError(() => readWcs(hdu.header));
  const time = observed?.mid ?? observed?.start ?? null;
  return { uid, name, header: hdu.header, width, height, wcs, exposure, time, read };
}

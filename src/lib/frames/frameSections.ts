import type { Image } from '../domain/image/Image';
import type { Section } from '../domain/image/Section';
import { section } from '../fits/facts/section';
import { FitsError } from '../fits/file/FitsError';
import type { FitsHeader } from '../fits/file/FitsHeader';

type PlaneSize = Pick<Image, 'width' | 'height'>;

/** Which part of an image shows the sky. */
export interface FrameSections {
  /** BIASSEC, which shows the level of the bias. */
  readonly overscan: Section | null;
  /** TRIMSEC, what is to be kept; null where that is all. */
  readonly trim: Section | null;
  /** After trimming, pixels. */
  readonly trimmed: PlaneSize;
  /** Why a section that the header gives is not gone by. */
  readonly notes: readonly string[];
}

/** By the header of an image. That of one that has been cut often still tells of the whole one. */
export function frameSections(header: FitsHeader, size: PlaneSize): FrameSections {
  const notes: string[] = [];
  const sectionOrNote = (keyword: string): Section | null => {
    try {
      return section(header, keyword, size);
    } catch (error) {
      if (!(error instanceof FitsError)) throw error;
      notes.push(error.message);
      return null;
    }
  };
  const overscan = sectionOrNote('BIASSEC');
  const trim = sectionOrNote('TRIMSEC') ?? { x0: 0, x1: size.width, y0: 0, y1: size.height };
  const trimmed = { width: trim.x1 - trim.x0, height: trim.y1 - trim.y0 };
  const isWhole = trimmed.width === size.width && trimmed.height === size.height;
  return { overscan, trim: isWhole ? null : trim, trimmed, notes };
}

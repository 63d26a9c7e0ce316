import type { FileFacts } from '../../domain/image/FileFacts';
import type { FrameType } from '../../domain/image/FrameType';
import type { Position } from '../../domain/sky/Position';
import { unquotedText } from '../file/cardText';
import { exposureTime } from './exposureTime';
import { firstImage } from '../image/firstImage';
import type { Hdu } from '../file/Hdu';
import type { HeaderCard } from '../file/headerCard';
import { imageSize, type ImageSize } from '../image/imageSize';
import { observationTime } from './observationTime';
import type { FitsFile } from '../file/openFits';
import { nullOnFitsError } from '../file/nullOnFitsError';
import { readWcs } from '../wcs/readWcs';

/** In this order: the first that matches counts (`dark flat` is a dark, `dome flat` a flat). */
const FRAME_TYPES: readonly (readonly [FrameType, RegExp])[] = [
  ['bias', /bias|zero|offset/],
  ['dark', /dark/],
  ['flat', /flat/],
  ['light', /light|object|science|expose|target|standard/]
];

/**
 * What a file says about itself. Each fact is taken from the first HDU that has it; what no header says, or
 * says in an unreadable form, is null. The image is the one `readImage` reads.
 */
export function fileFacts(file: FitsFile): FileFacts {
  const { hdus } = file;
  const image = firstImage(hdus);
  const size = image && imageSize(image);
  return {
    object: text(hdus, 'OBJECT'),
    observed: observed(hdus),
    filter: filter(hdus),
    exposureTime: exposureTime(hdus)?.seconds ?? null,
    frameType: frameType(hdus),
    site: text(hdus, 'SITEID', 'SITE', 'SITENAME', 'OBSERVAT'),
    telescope: text(hdus, 'TELESCOP', 'TELID'),
    instrument: text(hdus, 'INSTRUME'),
    width: size?.width ?? null,
    height: size?.height ?? null,
    centre: image && size && centre(image, size)
  };
}

/** The first text that is not blank under one of these keywords. */
function text(hdus: readonly Hdu[], ...keywords: readonly string[]): string | null {
  for (const keyword of keywords)
    for (const { header } of hdus) {
      const value = words(header.card(keyword));
      if (value) return value;
    }
  return null;
}

/** Text, with or without quotes; a number is not a name. */
function words(card: HeaderCard | undefined): string {
  if (card?.value === undefined) return card ? unquotedText(card) : '';
  return typeof card.value === 'string' ? card.value.trim() : '';
}

function observed(hdus: readonly Hdu[]): FileFacts['observed'] {
  const time = nullOnFitsError(() => observationTime(hdus));
  return time && { start: time.start, mid: time.mid, source: time.source, midSource: time.midSource };
}

function centre({ header }: Hdu, { width, height }: ImageSize): Position | null {
  return nullOnFitsError(() => readWcs(header))?.pixelToWorld((width - 1) / 2, (height - 1) / 2) ?? null;
}

/** FILTER, or the filters of several wheels that are not at an empty position. */
function filter(hdus: readonly Hdu[]): string | null {
  const wheels = ['FILTER1', 'FILTER2', 'FILTER3', 'FILTNAM1', 'FILTNAM2', 'FILTNAM3'].map((keyword) =>
    text(hdus, keyword)
  );
  const used = wheels.filter((name) => name !== null && !/^(air|clear|open|empty|none|n\/?a)/i.test(name));
  return text(hdus, 'FILTER', 'FILTNAME', 'FILTERID') ?? (used.join(' + ') || null);
}

function frameType(hdus: readonly Hdu[]): FrameType | null {
  for (const keyword of ['IMAGETYP', 'OBSTYPE', 'FRAME', 'EXPTYPE']) {
    const value = text(hdus, keyword)?.toLowerCase() ?? '';
    const found = FRAME_TYPES.find(([, pattern]) => pattern.test(value));
    if (found) return found[0];
  }
  return null;
}

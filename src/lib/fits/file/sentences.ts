import type { FileKind } from './fileKind';
import type { FitsRemark } from './FitsRemark';

/** What a file that is not FITS is, and what to do about it. */
export function notFitsText(kind: FileKind): string {
  switch (kind.code) {
    case 'otherImage':
      return `This is a file in the format ${kind.format}, not FITS. Save it as FITS, for instance with Siril, and add that.`;
    case 'cameraRaw':
      return `This is a raw frame of a camera (${kind.format}), not FITS. Convert it to FITS, for instance with Siril, and add that.`;
    case 'video':
      return `This is a video (${kind.format}), not FITS. To measure it, export its frames as FITS, for instance with Siril, and add those.`;
    case 'data':
      return `This is a file in the format ${kind.format}, not FITS. Export what it holds as FITS or CSV, and add that.`;
    case 'archive':
      return `This is an archive (${kind.format}), not a FITS file. Unpack it, and add the files in it.`;
    case 'compressed':
      return `This file is compressed with ${kind.format}. Unpack it, and add what comes out.`;
    case 'project':
      return `This is a file of ${kind.format} that names or holds pictures in that program's own way. Add the FITS files themselves.`;
    case 'webPage':
      return 'This is a web page, not a FITS file: the download probably failed and saved an error message instead. Open it in a browser to see, and download the file again.';
    case 'document':
      return `This is a document (${kind.format}), not a FITS file.`;
    case 'picture':
      return 'This is a picture, not a FITS file: its brightnesses are not those that the camera measured.';
    case 'text':
    case 'unknown':
      return "This is not a FITS file: it does not begin with the card 'SIMPLE  ='.";
  }
}

/** What was passed over in a file, for its reader to know. */
export function remarkText(remark: FitsRemark): string {
  switch (remark.code) {
    case 'damagedHdu':
      return `An HDU that begins at byte ${remark.start} is damaged and was left out. ${remark.reason}`;
    case 'skippedBytes':
      return remark.isBlank
        ? `${remark.bytes} blank bytes between two HDUs, from byte ${remark.start}, were skipped.`
        : `${remark.bytes} bytes between two HDUs, from byte ${remark.start}, belong to neither and were skipped.`;
    case 'trailingBytes':
      return `${remark.bytes} bytes after the last HDU were not read. If something is missing, it may be in them.`;
    case 'bytesAfterGzip':
      return `${remark.bytes} bytes after the end of the compressed data were not read.`;
  }
}

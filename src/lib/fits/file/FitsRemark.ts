/** Something skipped in a file that its reader should know about. Bytes of the inflated file. */
export type FitsRemark =
  | {
      /** An HDU whose header is damaged; it is not among the HDUs of the file. */
      readonly code: 'damagedHdu';
      readonly start: number;
      /** The message of the FitsError. */
      readonly reason: string;
    }
  | {
      /** Bytes between two HDUs, where there should be none; blank if they are all zeros or spaces. */
      readonly code: 'skippedBytes';
      readonly start: number;
      readonly bytes: number;
      readonly isBlank: boolean;
    }
  | {
      /** Bytes after the last HDU, or after the end of the gzip data. */
      readonly code: 'trailingBytes' | 'bytesAfterGzip';
      readonly bytes: number;
    };

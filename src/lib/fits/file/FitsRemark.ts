/** What was left out of a file, or passed over in it, that its reader should know of. Bytes of the inflated file. */
export type FitsRemark =
  | {
      /** An HDU whose header is damaged: it is not among those of the file. */
      readonly code: 'damagedHdu';
      readonly start: number;
      /** Why, as a FitsError says it. */
      readonly reason: string;
    }
  | {
      /** Between two HDUs, where nothing should be; blank if there are only zeros or spaces. */
      readonly code: 'skippedBytes';
      readonly start: number;
      readonly bytes: number;
      readonly isBlank: boolean;
    }
  | {
      /** After the last HDU, or after the end of the gzip data. */
      readonly code: 'trailingBytes' | 'bytesAfterGzip';
      readonly bytes: number;
    };

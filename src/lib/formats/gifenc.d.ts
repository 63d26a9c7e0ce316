/** The part of gifenc that is used; the package has no types of its own. */
declare module 'gifenc' {
  export interface GifEncoderStream {
    writeFrame(
      indexes: Uint8Array,
      width: number,
      height: number,
      options: { palette?: number[][]; /** Milliseconds. */ delay: number; repeat?: number }
    ): void;
    finish(): void;
    /** A copy of what was written since the last reset. */
    bytes(): Uint8Array<ArrayBuffer>;
    readonly stream: { reset(): void };
  }
  export function GIFEncoder(): GifEncoderStream;
}

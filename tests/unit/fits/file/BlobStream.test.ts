import { expect, it } from 'vitest';
import { BlobStream } from '../../../../src/lib/fits/file/BlobStream';
import { UnreadableBlobError } from '../../../../src/lib/fits/file/UnreadableBlobError';

const BYTES = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * i + (i >> 8)) % 251);

class CountedBlob extends Blob {
  static streams = 0;

  override stream() {
    CountedBlob.streams++;
    return super.stream();
  }
}

/** Like a Blob in browsers without byte streams. */
class OldBlob extends Blob {
  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream();
  }
}

it.each([
  ['streamed', new Blob([BYTES])],
  ['without byte streams', new OldBlob([BYTES])],
  ['small', new Blob([BYTES.subarray(0, 900_000)])]
])('reads part after part: %s', async (_, blob) => {
  const stream = new BlobStream(blob);
  let start = 0;
  for (const length of [1, 299_999, 0, 300_000, 17, blob.size - 600_017]) {
    expect(Buffer.compare(await stream.next(length), BYTES.subarray(start, start + length))).toBe(0);
    start += length;
  }
  await expect(stream.next(1)).rejects.toThrow(UnreadableBlobError);
  stream.end();
});

it('says what to do when the browser cannot go on', async () => {
  class LostBlob extends Blob {
    override stream() {
      return new ReadableStream({ type: 'bytes', pull: (controller) => controller.error(new Error('gone')) });
    }
  }
  const stream = new BlobStream(new LostBlob([BYTES]));
  await expect(stream.next(10)).rejects.toThrow('The browser can no longer read this file');
  stream.end();
});

it('says the same when the bytes end before the Blob should', async () => {
  class ShortBlob extends Blob {
    override stream() {
      return new Blob([BYTES.subarray(0, 1000)]).stream();
    }
  }
  const stream = new BlobStream(new ShortBlob([BYTES]));
  await stream.next(1000);
  await expect(stream.next(1)).rejects.toThrow(UnreadableBlobError);
  stream.end();
});

it('streams 32 at a time, and reads the others too', async () => {
  const blob = new CountedBlob([BYTES]);
  const open = Array.from({ length: 40 }, () => new BlobStream(blob));
  expect(CountedBlob.streams).toBe(32);
  for (const stream of open) {
    await stream.next(5);
    expect([...(await stream.next(3))]).toEqual([...BYTES.subarray(5, 8)]);
    stream.end();
    stream.end();
  }
  const last = new BlobStream(blob);
  expect(CountedBlob.streams).toBe(33);
  last.end();
});

import { expect, test } from 'vitest';
import { BlobStream } from '$lib/fits/file/BlobStream';
import { MemoryBlob } from '$lib/fits/file/MemoryBlob';
import { openFits } from '$lib/fits/file/openFits';
import { readImage } from '$lib/fits/image/readImage';
import { writeFits } from '$lib/fits/write/writeFits';

const bytes = Uint8Array.from({ length: 3_000_000 }, (_, i) => i % 251);
const ours = new MemoryBlob(bytes);
const theirs = new Blob([bytes]);

const bytesOf = async (blob: Blob): Promise<Buffer> => Buffer.from(await blob.arrayBuffer());

test.each([
  [0, 10],
  [5, undefined],
  [2_999_990, 4_000_000],
  [-7, undefined],
  [10, 5]
])('a slice from %s to %s has the bytes that a Blob has', async (start, end) => {
  expect(ours.slice(start, end).size).toBe(theirs.slice(start, end).size);
  const [found, expected] = [await bytesOf(ours.slice(start, end)), await bytesOf(theirs.slice(start, end))];
  expect(found.equals(expected)).toBe(true);
});

test('it is streamed whole, by any reader', async () => {
  expect(Buffer.from(await new Response(ours.stream()).arrayBuffer()).equals(bytes)).toBe(true);
  const stream = new BlobStream(ours);
  expect(Buffer.from(await stream.next(1_234_567)).equals(bytes.subarray(0, 1_234_567))).toBe(true);
  expect(Buffer.from(await stream.next(1_765_433)).equals(bytes.subarray(1_234_567))).toBe(true);
  stream.end();
  await expect(ours.text()).resolves.toBe(await theirs.text());
});

test('what is read of it is a copy', async () => {
  new Uint8Array(await ours.slice(0, 4).arrayBuffer()).fill(9);
  expect([...bytes.subarray(0, 4)]).toEqual([0, 1, 2, 3]);
});

test('frames are read from it', async () => {
  const data = Uint16Array.from({ length: 1200 * 900 }, (_, i) => i);
  const file = await openFits(
    new MemoryBlob(new Uint8Array(await writeFits({ data, axes: [1200, 900] }).arrayBuffer()))
  );
  const image = await readImage(file, file.hdus[0]!);
  expect(image.data.every((value, i) => value === data[i])).toBe(true);
});

import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inflateGzip } from '../../../../src/lib/fits/file/inflateGzip';

const text = 'SIMPLE  =                    T'.repeat(4000);
const packed = gzipSync(text);

describe('in a browser without DecompressionStream', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('inflates, and refuses what is damaged or too large in the same words', async () => {
    const cut = new Blob([packed.subarray(0, packed.length / 2)]);
    vi.stubGlobal('DecompressionStream', undefined);
    const { blob } = await inflateGzip(new Blob([packed]));
    expect(await blob.text()).toBe(text);
    await expect(inflateGzip(cut)).rejects.toThrow('The gzip data are damaged or cut short.');
    await expect(inflateGzip(new Blob([packed]), 1000)).rejects.toThrow('more than 1000 bytes');
  });
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { buildFits, imageCards, storedPixels } from '../../fits/buildFits';

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.unstubAllGlobals();
  // Test files share modules: the next must not find one that has no kernels.
  vi.resetModules();
});

const loadKernels = async () => (await import('../../../../src/lib/kernels/wasm/loadKernels')).loadKernels();

async function pixels(): Promise<number[]> {
  const { openFits } = await import('../../../../src/lib/fits/file/openFits');
  const { readImage } = await import('../../../../src/lib/fits/image/readImage');
  const cards = imageCards(16, [3, 1], 'BZERO   = 32768', 'BLANK   = 5');
  const file = buildFits({ cards, data: storedPixels(16, [-32768, 5, 32767]) });
  return [...(await readImage(await openFits(new Blob([file])))).data];
}

it('makes one instance, with which images are read', async () => {
  const { loadKernels } = await import('../../../../src/lib/kernels/wasm/loadKernels');
  const [kernels, again] = await Promise.all([loadKernels(), loadKernels()]);
  expect(kernels).not.toBeNull();
  expect(again).toBe(kernels);
  const memory = new Uint8Array(kernels!.memory.buffer);
  expect(memory.some(Boolean)).toBe(false);
  expect(await pixels()).toEqual([0, NaN, 65535]);
  expect(memory.some(Boolean)).toBe(true);
});

it.each([
  [
    'has no SIMD, or a policy forbids it',
    { instantiate: () => Promise.reject(new WebAssembly.CompileError()) }
  ],
  ['is missing', undefined]
])('gives null where WebAssembly %s, and images are read without', async (_, webAssembly) => {
  vi.stubGlobal('WebAssembly', webAssembly);
  expect(await loadKernels()).toBeNull();
  expect(await pixels()).toEqual([0, NaN, 65535]);
});

import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compileKernels } from '../../../../scripts/compile-kernels.mjs';

it(
  'is compiled from the AssemblyScript as it is now: if not, npm run kernels',
  { timeout: 60_000 },
  async () => {
    const kept = await readFile('src/lib/kernels/wasm/kernelsModule.ts', 'utf8');
    expect(await compileKernels()).toBe(kept);
  }
);

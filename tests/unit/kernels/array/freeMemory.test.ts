import { expect, it } from 'vitest';
import { freeMemory } from '../../../../src/lib/kernels/array/freeMemory';

it('empties every array on the buffer, repeatedly', async () => {
  for (let round = 0; round < 3; round++) {
    const values = new Float32Array(8).fill(1);
    const part = values.subarray(2, 4);
    freeMemory(part);
    expect([values.length, part.length, values.buffer.byteLength]).toEqual([0, 0, 0]);
    // The port learns only later that its other end is closed.
    await new Promise((resolve) => setTimeout(resolve));
  }
});

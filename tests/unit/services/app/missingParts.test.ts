import { expect, it } from 'vitest';
import { missingParts } from '../../../../src/lib/services/app/missingParts';

it('says in one sentence what does not work in a browser that lacks a part', () => {
  const parts = { Worker: null, OffscreenCanvas: null };
  expect(missingParts(parts)).toEqual([]);
  expect(missingParts({ Worker: null })).toEqual([
    expect.stringMatching(/^This browser has no OffscreenCanvas/)
  ]);
  expect(missingParts({})).toEqual([expect.stringMatching(/^This browser cannot run workers/)]);
});
